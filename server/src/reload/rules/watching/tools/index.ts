import { compiledTools } from './compiled.ts';
import { idleTools } from './idle.ts';
import { javascriptTools } from './javascript.ts';
import { othersTools } from './others.ts';
import { pythonTools } from './python.ts';
import { rubyTools } from './ruby.ts';
import { webTools } from './web.ts';
import type { Tool } from './tool.ts';

/** The first row that holds counts. */
export const tools: readonly Tool[] = [
  ...idleTools,
  ...javascriptTools,
  ...pythonTools,
  ...compiledTools,
  ...rubyTools,
  ...webTools,
  ...othersTools,
];
