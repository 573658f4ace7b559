import { join, posix } from 'node:path';
import { contextFolder, isLocalPath } from '../../compose/build-files.ts';
import type { Stage } from '../../dockerfile/dockerfile.ts';
import { findBefore, stagesFor } from '../../dockerfile/stages.ts';
import { parsedBuild, type ParsedBuild } from '../../reload/rules/build/parsed.ts';
import { mappingsOf } from '../../reload/rules/build/sources.ts';
import { walkLine, type CopyStep } from '../../reload/rules/build/steps.ts';
import type { Around } from '../../reload/rules/input.ts';
import { inFolder, isInside } from '../../reload/rules/paths.ts';
import { noLayers, type ImageLayer, type Layers } from './layers.ts';

type OfImage = Pick<Layers, 'stages' | 'order' | 'workingDirs'>;

/** What the Dockerfile of a service brings into its image, and into the stages that it is made with. */
export const imageLayers = (around: Around): OfImage => {
  const { service } = around;
  const context = service.build && contextFolder(service.build);
  const build = parsedBuild(around);
  if (context === undefined || build?.stage === undefined) return noLayers;
  const final = build.stage;
  const others = [...stagesFor(build.dockerfile, final)].filter((stage) => stage !== final);
  const all = [final, ...others.sort((a, b) => b.index - a.index)];
  const lines = all.map((stage) => ({ stage, ...lineOf({ around, build, context }, stage) }));
  return {
    stages: new Map(lines.map(({ stage, layers }) => [stage.index, layers])),
    order: all.map(({ index }) => index),
    workingDirs: lines.flatMap(({ workingDir }) => workingDir ?? []),
  };
};

interface Work {
  readonly around: Around;
  readonly build: ParsedBuild;
  readonly context: string;
}

interface OfStage {
  /** Later steps first, since they write over the others. */
  readonly layers: readonly ImageLayer[];
  readonly workingDir: string | undefined;
}

const lineOf = (work: Work, stage: Stage): OfStage => {
  const { steps, workingDir } = walkLine({ ...work.build, stage }, folderBefore(work, stage));
  const copied = steps.flatMap((step) => (step.kind === 'copy' ? ofCopy(work, step) : []));
  // A build that only looks at the context has it where it works, nearly always.
  const looks = steps.some(
    (step) =>
      step.kind === 'run' &&
      step.instruction.mounts.some(
        ({ type, from, source }) => type === 'bind' && from === undefined && source === undefined,
      ),
  );
  const seen = looks && workingDir !== undefined ? [contextLayer(work, workingDir)] : [];
  return { layers: [...copied.reverse(), ...seen], workingDir };
};

/** An image without a WORKDIR of its own ends where it began; of other stages' images nothing is known. */
const folderBefore = ({ around, build }: Work, stage: Stage): string | undefined =>
  stage !== build.stage || walkLine(build, undefined).goesElsewhere
    ? undefined
    : around.input.images?.get(around.name)?.workingDir;

/** Flags with which a source's place is another than its words say. */
const moving: ReadonlySet<string> = new Set(['parents']);

const ofCopy = (work: Work, step: CopyStep): readonly ImageLayer[] => {
  const { instruction } = step;
  if ([...instruction.flags].some((flag) => moving.has(flag))) return [];
  return instruction.from === undefined ? ofContext(work, step) : ofElsewhere(work, step);
};

const ofContext = (work: Work, step: CopyStep): readonly ImageLayer[] => {
  const { kinds } = work.around.input;
  return mappingsOf(step, { context: work.context, kinds }).flatMap(({ path, target, matches }) => {
    if (target === undefined) return [];
    const admits = (file: string): boolean =>
      !isKeptOut(work, file) && (matches === undefined || matches(file));
    return { source: path, target, hides: false, admits };
  });
};

/** From a stage, or from a folder that the build is given by a name; an image is of no file of the host. */
const ofElsewhere = (
  { around, build: { dockerfile } }: Work,
  { stage, instruction, sources, destination }: CopyStep,
): readonly ImageLayer[] => {
  const name = instruction.from?.text ?? '';
  if (destination === undefined) return [];
  const { path: target, isFolder } = destination;
  const named = around.service.build?.additional_contexts?.[name];
  const other = named === undefined ? findBefore(dockerfile, stage, name) : undefined;
  return sources.flatMap((source): readonly ImageLayer[] => {
    if (source === undefined) return [];
    const path = posix.join('/', source).replace(/(?<=.)\/$/, '');
    if (other !== undefined) return [{ target, stage: other.index, path, isFolder }];
    if (named === undefined || !isLocalPath(named)) return [];
    const layer = { target, source: join(named, path), hides: false };
    const own = { ...layer, target: posix.join(target, posix.basename(path)) };
    return isFolder ? [layer, own] : [layer];
  });
};

const contextLayer = (work: Work, target: string): ImageLayer => ({
  source: work.context,
  target,
  hides: false,
  admits: (file) => !isKeptOut(work, file),
});

/** What `.dockerignore` keeps out of the build is in the image by another way, if at all. */
const isKeptOut = ({ build, context }: Work, file: string): boolean =>
  isInside(file, context) && build.facts.ignore?.rules.ignores(inFolder(file, context)) === true;
