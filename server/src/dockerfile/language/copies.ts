import { posix } from 'node:path';
import { isLocalPath } from '../../compose/build-files.ts';
import type { BuildUse } from '../../compose/language/beside/builds.ts';
import type { CopyInstruction, Dockerfile, Stage, Word } from '../dockerfile.ts';
import { givenArguments } from '../exposed.ts';
import { expand } from '../expand.ts';
import { findBefore, stagesFor, targetOf } from '../stages.ts';
import { variablesAt } from '../variables.ts';

/** A file or folder that a build needs, by an instruction that it carries out. */
export interface CopySource {
  readonly word: Word;
  /** What the Dockerfile says, variables replaced. */
  readonly text: string;
  /** The folder that it is taken from. */
  readonly folder: string;
  /** Below that folder, without `..`, as the builder looks for it; empty for all of it. */
  readonly path: string;
  /** Whether it is the context of the build, rather than one that is given beside it. */
  readonly isContext: boolean;
}

/** Those that are certain: no patterns, no addresses, nothing that depends on what is not known. */
export const copySources = (dockerfile: Dockerfile, use: BuildUse): readonly CopySource[] => {
  const { build, contexts } = use;
  const target = targetOf(dockerfile, build.target);
  if (target === undefined) return [];
  const names = new Set(contexts.map(({ name }) => name));
  return [...stagesFor(dockerfile, target, { contexts: names })].flatMap((stage) =>
    takenBy(stage).flatMap((taken) => {
      const folder = folderOf(taken.from, { dockerfile, stage, use });
      if (folder === undefined) return [];
      const at = { stage, offset: taken.start };
      const variables = variablesAt(dockerfile, at, givenArguments(build.args));
      return taken.sources.flatMap((word) => {
        // A backslash is a sign of its own where the Dockerfile has chosen another to escape with.
        const text = word.text.includes('\\') ? undefined : expand(word.text, variables);
        if (text === undefined || !isPlain(text)) return [];
        const path = posix.normalize(`/${text}`).replace(/^\/|\/$/g, '');
        return [{ word, text, folder, path, isContext: folder === use.context }];
      });
    }),
  );
};

/** Whether a path leads out of the folder that it starts in. */
export const leadsOut = (text: string): boolean =>
  /^\.\.(\/|$)/.test(posix.normalize(text.replace(/^\/+/, '')));

type Taken = Pick<CopyInstruction, 'start' | 'from' | 'sources'>;

/** COPY, ADD, and what RUN mounts. */
const takenBy = ({ instructions }: Stage): readonly Taken[] =>
  instructions.flatMap((each): readonly Taken[] => {
    if (each.kind === 'copy' || each.kind === 'add') return [each];
    if (each.kind !== 'run') return [];
    return each.mounts.flatMap(({ type, from, source }) =>
      type === 'bind' && source ? [{ start: each.start, from, sources: [source] }] : [],
    );
  });

interface Place {
  readonly dockerfile: Dockerfile;
  readonly stage: Stage;
  readonly use: BuildUse;
}

const folderOf = (
  from: Word | undefined,
  { dockerfile, stage, use }: Place,
): string | undefined => {
  if (from === undefined) return use.context;
  const given = use.contexts.find(({ name }) => name === from.text)?.value;
  if (given === undefined && findBefore(dockerfile, stage, from.text) !== undefined)
    return undefined;
  return given !== undefined && isLocalPath(given) ? given : undefined;
};

/** Patterns may match nothing, and addresses are looked up by the builder. */
const isPlain = (text: string): boolean =>
  text !== '' && !/[*?[\]\\]/.test(text) && !/^([a-z][a-z\d+.-]*:\/\/|git@)/i.test(text);
