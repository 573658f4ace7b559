import { structuredOf, type Structured } from '#shared/logs/structured';
import { plainStyle } from '#shared/logs/ansi/style';
import { runsOf, type Entry } from './entry.ts';
import type { LookedRun } from './pieces.ts';

/** How a line is shown. */
export interface LineForm {
  readonly runs: readonly LookedRun[];
  readonly text: string;
}

const known = new WeakMap<Entry, Structured | 'plain'>();

/** What a line of JSON or logfmt says; most lines are neither. */
export const structureOf = (entry: Entry): Structured | undefined => {
  if (entry.stream === 'marker' || entry.hiddenLength > 0) return undefined;
  const before = known.get(entry);
  if (before !== undefined) return before === 'plain' ? undefined : before;
  const found = structuredOf(entry.text);
  known.set(entry, found ?? 'plain');
  return found;
};

export const plainForm = (entry: Entry): LineForm => ({ runs: runsOf(entry), text: entry.text });

/** The message first, then what else the line says. */
export const structuredForm = ({ message, fields }: Structured): LineForm => {
  const runs: LookedRun[] = [];
  if (message !== undefined) runs.push({ text: message, style: plainStyle });
  for (const { name, text } of fields) {
    const gap = runs.length === 0 ? '' : '  ';
    runs.push({ text: `${gap}${name}=`, style: plainStyle, look: 'key' });
    runs.push({ text, style: plainStyle, look: 'field' });
  }
  return { runs, text: runs.map((run) => run.text).join('') };
};
