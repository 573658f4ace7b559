import type { Dockerfile, Stage, Word } from './dockerfile.ts';
import { expand, globalVariables } from './expand.ts';

/** Whether it is read by the builder that everybody has, or by some other program. */
export const isStandard = ({ syntax }: Dockerfile): boolean =>
  syntax === undefined ||
  /^(docker\.io\/)?docker\/dockerfile(-upstream)?(?=$|[:@])/.test(syntax.text);

/** The stage that `--target` means: by its name, whatever its case. Numbers are for `--from` alone. */
export const findTarget = ({ stages }: Dockerfile, target: string): Stage | undefined =>
  stages.findLast(({ name }) => isNamed(name, target));

/** What is built when no target is named. */
export const targetOf = (dockerfile: Dockerfile, target: string | undefined): Stage | undefined =>
  target === undefined || target === '' ? dockerfile.stages.at(-1) : findTarget(dockerfile, target);

/** The stage before `stage` that a name in it means: of a FROM, a `--from`, a mount. */
export const findBefore = (
  { stages }: Dockerfile,
  stage: Stage,
  name: string,
): Stage | undefined => {
  const before = stages.slice(0, stage.index);
  return before.findLast((each) => isNamed(each.name, name)) ?? byNumber(before, name);
};

/** The stage that another goes on from; `undefined` for one that begins with an image. */
export const parentOf = (dockerfile: Dockerfile, stage: Stage): Stage | undefined => {
  const image = stage.image && expand(stage.image.text, globalVariables(dockerfile));
  if (image === undefined) return undefined;
  const before = dockerfile.stages.slice(0, stage.index);
  return before.findLast(({ name }) => isNamed(name, image));
};

/** Stages that a name means, where they are not the names of contexts of the build. */
export interface Reach {
  /** Names of additional contexts, which win over stages. */
  readonly contexts?: ReadonlySet<string>;
}

/** The stages that are built for one: only these matter. */
export const stagesFor = (
  dockerfile: Dockerfile,
  target: Stage,
  { contexts = new Set() }: Reach = {},
): ReadonlySet<Stage> => {
  const reached = new Set<Stage>();
  const visit = (stage: Stage): void => {
    if (reached.has(stage) || (stage.name && contexts.has(stage.name.text))) return;
    reached.add(stage);
    const parent = parentOf(dockerfile, stage);
    const others = fromWords(stage).map(({ text }) => findBefore(dockerfile, stage, text));
    for (const other of [parent, ...others]) if (other !== undefined) visit(other);
  };
  visit(target);
  return reached;
};

/** The stage with those that it goes on from, itself first. */
export const lineOf = (dockerfile: Dockerfile, stage: Stage): readonly Stage[] => {
  const parent = parentOf(dockerfile, stage);
  return parent === undefined ? [stage] : [stage, ...lineOf(dockerfile, parent)];
};

/** Names of stages, contexts or images in the instructions of a stage. */
export const fromWords = ({ instructions }: Stage): readonly Word[] =>
  instructions.flatMap((each) => {
    if (each.kind === 'run') return each.mounts.flatMap(({ from }) => from ?? []);
    return (each.kind === 'copy' || each.kind === 'add') && each.from ? [each.from] : [];
  });

const isNamed = (word: Word | undefined, name: string): boolean =>
  word?.text.toLowerCase() === name.toLowerCase();

const byNumber = (stages: readonly Stage[], name: string): Stage | undefined =>
  /^\d+$/.test(name) ? stages[Number(name)] : undefined;
