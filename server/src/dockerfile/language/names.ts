import type { BuildUse } from '../../compose/language/beside/builds.ts';
import type { Origin } from '../../compose/yaml/source.ts';
import type { Dockerfile, Stage, Word } from '../dockerfile.ts';
import { findBefore, findTarget, fromWords } from '../stages.ts';
import type { OpenDockerfile } from './check.ts';

/** All places of a name that a Dockerfile and the compose files around it share. */
export interface SharedName {
  readonly declarations: readonly Origin[];
  readonly references: readonly Origin[];
  /** A stage can be given another name; the key of a context belongs to the compose file. */
  readonly isStage: boolean;
}

/** The name at an offset of the Dockerfile: a stage, or a context that compose files give. */
export const nameAt = (open: OpenDockerfile, offset: number): SharedName | undefined => {
  const { dockerfile, uses } = open;
  for (const stage of dockerfile.stages) {
    if (holds(stage.name, offset)) return nameOf(stage, open);
    const word = namesIn(stage).find((each) => holds(each, offset));
    if (word === undefined) continue;
    const contexts = contextsOf(uses, word.text);
    if (contexts.length > 0) return contextName(word.text, contexts, open);
    const meant = meantBy(word, { stage, dockerfile });
    return meant && nameOf(meant, open);
  }
  return undefined;
};

/** A stage, with all that names it. */
export const nameOf = (stage: Stage, { source, dockerfile, uses }: OpenDockerfile): SharedName => {
  const places = dockerfile.stages.flatMap((other) =>
    namesIn(other).filter((word) => meantBy(word, { stage: other, dockerfile }) === stage),
  );
  const targets = uses.flatMap(({ target }) =>
    target !== undefined && findTarget(dockerfile, target.name) === stage ? [target.origin] : [],
  );
  const origin = ({ start, end }: Word): Origin => ({ source, start, end });
  const { name } = stage;
  return {
    declarations: name === undefined ? [] : [origin(name)],
    // A number stays a number.
    references: [...places.map(origin), ...targets].filter((each) => !isNumber(each)),
    isStage: true,
  };
};

const contextName = (
  name: string,
  declarations: readonly Origin[],
  { source, dockerfile }: OpenDockerfile,
): SharedName => ({
  declarations,
  references: dockerfile.stages
    .flatMap(namesIn)
    .filter(({ text }) => text === name)
    .map(({ start, end }) => ({ source, start, end })),
  isStage: false,
});

const contextsOf = (uses: readonly BuildUse[], name: string): readonly Origin[] =>
  uses.flatMap(({ contexts }) =>
    contexts.filter((each) => each.name === name).map(({ origin }) => origin),
  );

/** What may name a stage: the image that it begins with, and what it copies from. */
const namesIn = (stage: Stage): readonly Word[] => [
  ...(stage.image === undefined ? [] : [stage.image]),
  ...fromWords(stage),
];

const meantBy = (
  { text, start }: Word,
  { stage, dockerfile }: { readonly stage: Stage; readonly dockerfile: Dockerfile },
): Stage | undefined =>
  // A FROM knows no numbers.
  start === stage.image?.start && /^\d+$/.test(text)
    ? undefined
    : findBefore(dockerfile, stage, text);

const holds = (word: Word | undefined, offset: number): boolean =>
  word !== undefined && word.start <= offset && offset <= word.end;

const isNumber = ({ source, start, end }: Origin): boolean =>
  /^\d+$/.test(source.text.slice(start, end));
