import { availableParallelism } from 'node:os';
import { compareConfigs } from '../compare.ts';
import type { DifferentialCase } from './cases.ts';
import { askOracle, isKnownDifference, type OracleAnswer } from './oracle.ts';
import { inFolder, loadOurs, withoutFolder } from './project.ts';

export interface Outcome {
  readonly each: DifferentialCase;
  /** The reference's answer, with names for the folders that it lay in. */
  readonly theirs: OracleAnswer;
  /** What the two disagree on. */
  readonly what?: string;
}

/** Gives every case to both loaders. */
export const runDifferential = async (
  cases: readonly DifferentialCase[],
  program: string,
): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  const queue = [...cases.entries()];
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [index, each] = next;
      outcomes[index] = await inFolder(each, (folder) => judge(each, folder, program));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return outcomes;
};

const judge = async (each: DifferentialCase, folder: string, program: string): Promise<Outcome> => {
  const [answer, ours] = await Promise.all([
    askOracle(program, each, folder),
    loadOurs(each, folder),
  ]);
  const theirs = withoutFolder(answer, folder);
  const what = disagreement(ours, answer);
  return what === undefined || isKnownDifference(answer)
    ? { each, theirs }
    : { each, theirs, what };
};

/** `undefined` when both refuse, or print the same. */
export const disagreement = (ours: OracleAnswer, theirs: OracleAnswer): string | undefined => {
  if ('refused' in theirs) {
    return 'refused' in ours ? undefined : `accepted; the reference: ${lastLine(theirs.refused)}`;
  }
  if ('refused' in ours) return `refused: ${ours.refused}`;
  const verdict = compareConfigs(ours.config, theirs.config, { decoded: true });
  return verdict === true ? undefined : verdict;
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
