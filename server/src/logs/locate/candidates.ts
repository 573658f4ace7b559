import { posix, sep as systemSep } from 'node:path';
import { isTargetInside } from '../../reload/rules/paths.ts';
import type { ImageLayer, Layer, Layers, StageLayer } from './layers.ts';
import type { ProgramPath } from './program-path.ts';

/** Files of the host that a program's path may stand for, the likeliest first: the first that is there is it. */
export const candidatesFor = (
  { kind, path }: ProgramPath,
  layers: Layers,
  sep: string = systemSep,
): readonly string[] => {
  if (kind === 'absolute') return inContainer(path, layers, sep);
  const worked = layers.workingDirs.flatMap((folder) =>
    inContainer(posix.join(folder, path), layers, sep),
  );
  const isWithin = path !== '..' && !path.startsWith('../');
  const beside = isWithin ? layers.roots.map((root) => joined(root, path, sep)) : [];
  return [...new Set([...worked, ...beside])];
};

const inContainer = (path: string, { over, stages, order }: Layers, sep: string): string[] => {
  const found: string[] = [];
  for (const layer of over) {
    if (!isTargetInside(path, layer.target)) continue;
    found.push(...through(path, layer, sep));
    if (layer.hides) return found;
  }
  for (const stage of order) found.push(...inStage(path, stage, { stages, sep }));
  return [...new Set(found)];
};

interface Stages {
  readonly stages: Layers['stages'];
  readonly sep: string;
}

/** Stages only copy from those before them: this ends. */
const inStage = (path: string, stage: number, around: Stages): string[] =>
  (around.stages.get(stage) ?? [])
    .filter(({ target }) => isTargetInside(path, target))
    .flatMap((layer) =>
      isOfStage(layer)
        ? pathsThere(path, layer).flatMap((there) => inStage(there, layer.stage, around))
        : through(path, layer, around.sep),
    );

const isOfStage = (layer: ImageLayer): layer is StageLayer => 'stage' in layer;

const through = (path: string, { source, target, admits }: Layer, sep: string): string[] => {
  if (source === undefined) return [];
  const file = joined(source, restOf(path, target), sep);
  return admits?.(file) === false ? [] : [file];
};

/** `COPY --from=build /src/main.py .` brings one file, `COPY --from=build /src .` what is in a folder. */
const pathsThere = (path: string, { target, path: from, isFolder }: StageLayer): string[] => {
  const rest = restOf(path, target);
  const asFolder = posix.join(from, rest);
  const isItself = isFolder && rest === posix.basename(from);
  return isItself ? [asFolder, from] : [asFolder];
};

/** What is left of a path below a folder that it lies in; empty for the folder itself. */
const restOf = (path: string, folder: string): string =>
  path.slice(folder.replace(/\/$/, '').length).replace(/^\//, '');

const joined = (folder: string, rest: string, sep: string): string => {
  if (rest === '') return folder;
  const inside = rest.split('/').join(sep);
  return folder.endsWith(sep) ? folder + inside : folder + sep + inside;
};
