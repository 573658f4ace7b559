import { isMap, isScalar, isSeq } from 'yaml';
import { entryOn, isFlow } from '../edits/place.ts';
import { removeEntry } from '../edits/remove.ts';
import { entryAt, keyText, type SyntaxEntry } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, replace, type FixContext, type Fixer } from './fix.ts';

/** A number, a boolean or a text that the schema wants as another of these. */
export const otherScalar: Fixer = atEntry((entry, { file, diagnostic }) => {
  const said = messageOf(diagnostic);
  const node = entry.value;
  if (!isScalar(node) || !node.range || typeof node.value !== 'string') return [];
  const { source } = file.syntax;
  const start = node.range[0];
  const raw = source.text.slice(start, node.range[1]).trimEnd();
  const edit = { source, start, end: start + raw.length };
  const isQuoted = /^["']/.test(raw);
  if (/must be a (null or )?string\b/.test(said) && !isQuoted && !raw.includes('\n')) {
    return offer(`Write "${raw}" in quotes`, [replace(edit, `"${raw}"`)], { certain: true });
  }
  const fits =
    (/must be a (boolean)/.test(said) && /^(true|false)$/.test(node.value)) ||
    (/must be a (integer|number)/.test(said) && /^-?\d+(\.\d+)?$/.test(node.value));
  return isQuoted && fits
    ? offer(`Write ${node.value} without quotes`, [replace(edit, node.value)], { certain: true })
    : [];
});

/** One value where a list belongs. */
export const asList: Fixer = atEntry((entry, { file, diagnostic }) => {
  const node = entry.value;
  if (!messageOf(diagnostic).includes('must be a array') || !isScalar(node) || !node.range)
    return [];
  const { source } = file.syntax;
  const start = node.range[0];
  const raw = source.text.slice(start, node.range[1]).trimEnd();
  if (raw === '' || /[\n,[\]{}]/.test(raw)) return [];
  const text = /^[\d.]+$|^true$|^false$/.test(raw) ? `"${raw}"` : raw;
  return offer(
    'Make it a list of one',
    [replace({ source, start, end: start + raw.length }, `[${text}]`)],
    { certain: true },
  );
});

/** `items at 0 and 1 are equal`: the later one goes. */
export const removeEqual: Fixer = (context) => {
  const [, later] = /items at \d+ and (\d+) are equal/.exec(messageOf(context.diagnostic)) ?? [];
  const list = later === undefined ? undefined : listAt(context);
  const item =
    list === undefined || later === undefined
      ? undefined
      : entryAt(context.file.syntax, [...list.path, Number(later)]);
  return item === undefined
    ? []
    : offer(
        `Remove the second \`${keyText(item.value)}\``,
        [removeEntry(context.file.syntax, item)],
        {
          certain: true,
        },
      );
};

const listAt = ({ file, offset, text }: FixContext): SyntaxEntry | undefined => {
  const entry = entryOn(file.syntax, offset, text);
  if (entry === undefined || isSeq(entry.value)) return entry;
  return entryAt(file.syntax, entry.path.slice(0, -1));
};

/** One path where a list of paths belongs. */
export const includeList: Fixer = atEntry(({ value }, { file }) => {
  if (!value?.range || isSeq(value) || (isMap(value) && !isFlow(value))) return [];
  const { source } = file.syntax;
  const start = value.range[0];
  const raw = source.text.slice(start, value.range[1]).trimEnd();
  return offer(
    'Make it a list of one',
    [replace({ source, start, end: start + raw.length }, `[${raw}]`)],
    { certain: true },
  );
});
