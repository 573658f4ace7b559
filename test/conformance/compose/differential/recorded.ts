import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { format } from 'prettier';
import type { Outcome } from './differential.ts';
import { isKnownDifference } from './oracle.ts';

const path = resolve(import.meta.dirname, '../../../fixtures/compose/drawn/answers.json');

/** What the reference printed for each drawn case; `null` where it refused. */
export type Recorded = Readonly<Record<string, object | null>>;

export const readRecorded = async (): Promise<Recorded> =>
  JSON.parse(await readFile(path, 'utf8')) as Recorded;

/** For machines without the reference. */
export const record = async (outcomes: readonly Outcome[]): Promise<void> => {
  const lines = outcomes
    .filter(({ theirs }) => !isKnownDifference(theirs))
    .map(({ each, theirs }) => {
      const answer = 'refused' in theirs ? null : theirs.config;
      return `${JSON.stringify(each.id)}: ${JSON.stringify(answer)}`;
    });
  await writeFile(
    path,
    await format(`{${lines.join(',\n')}}`, { parser: 'json', printWidth: 100 }),
  );
};
