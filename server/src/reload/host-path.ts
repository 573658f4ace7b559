import { statSync } from 'node:fs';
import { candidatesFor } from '../logs/locate/candidates.ts';
import { noLayers } from '../logs/locate/layers.ts';
import { parseProgramPath } from '../logs/locate/program-path.ts';
import { serviceLayers } from '../logs/locate/service-layers.ts';
import type { RulesInput } from './rules/input.ts';

/** The workspace's file that a path in a container stands for; else `undefined`. */
export type HostPath = (containerPath: string) => string | undefined;

/** As links in logs are found: a trace has a few paths, and is read once. */
export const hostPathOf = (input: RulesInput, name: string): HostPath => {
  const service = input.model.services[name];
  const layers = service === undefined ? noLayers : serviceLayers({ name, service, input });
  return (containerPath) => {
    const named = parseProgramPath(containerPath);
    return named && candidatesFor(named, layers).find(isFile);
  };
};

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true;
