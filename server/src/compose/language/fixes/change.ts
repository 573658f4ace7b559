import { isScalar } from 'yaml';
import { replaceScalar } from '../edits/insert.ts';
import type { SyntaxEntry } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, type Fix, type FixContext, type Fixer } from './fix.ts';

/** What a value may be changed to, the best first. */
export type Candidates = (value: string, message: string) => readonly (string | number | boolean)[];

/** Changes the value that the diagnostic points at, or whose key it points at. */
export const change = (
  candidates: Candidates,
  more: Pick<Fix, 'certain' | 'everywhere'> = {},
): Fixer => atEntry((entry, context) => changed(entry, context, candidates, more));

const changed = (
  entry: SyntaxEntry,
  { file, diagnostic }: FixContext,
  candidates: Candidates,
  more: Pick<Fix, 'certain' | 'everywhere'>,
): readonly Fix[] => {
  if (!isScalar(entry.value) || typeof entry.value.value !== 'string') return [];
  const { value } = entry.value;
  return [...new Set(candidates(value, messageOf(diagnostic)))]
    .filter((candidate) => candidate !== value && candidate !== '')
    .flatMap((candidate) =>
      offer(
        `Change to \`${String(candidate)}\``,
        [replaceScalar(file.syntax, entry, candidate)],
        more,
      ),
    );
};
