import type { EndpointSource } from './candidate.ts';
import { contextSource, environmentSource, settingSource } from './chosen.ts';
import { currentContextSource } from './current-context.ts';
import { socketSource } from './sockets.ts';

/** Where to look for an engine, in order; the order of the docker CLI, then of what is common. */
export const endpointSources: readonly EndpointSource[] = [
  settingSource,
  environmentSource,
  contextSource,
  currentContextSource,
  socketSource,
];
