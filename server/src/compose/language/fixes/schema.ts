import { isMap, isScalar, isSeq } from 'yaml';
import { schemasAt } from '../../schema/look-up.ts';
import { setAt } from '../edits/insert.ts';
import { entryOn, isFlow } from '../edits/place.ts';
import { removeEntry } from '../edits/remove.ts';
import { entryAt, keyText, type SyntaxEntry } from '../syntax/syntax.ts';
import { safeName } from './values.ts';
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
  const takesIt = schemasAt(entry.path).some(({ type }) => /number|integer/.test(String(type)));
  const isText = isQuoted || raw.includes('\n') || (takesIt && /^-?[\d.]+$/.test(raw));
  if (/must be a (null or )?string\b/.test(said) && !isText) {
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

/** A list of one value where the value alone belongs. */
export const alone: Fixer = atEntry((entry, { file, diagnostic }) => {
  const node = entry.value;
  const only: unknown = isSeq(node) ? node.items[0] : undefined;
  const wanted = /must be a [a-z, ]*string\b/.test(messageOf(diagnostic));
  if (!wanted || !isSeq(node) || !isScalar(only) || !node.range || !only.range) return [];
  if (node.items.length !== 1 || !isFlow(node)) return [];
  const { source } = file.syntax;
  const [start, end] = [node.range[0], node.range[1]];
  const text = source.text.slice(only.range[0], only.range[1]).trimEnd();
  return /[#\n]/.test(source.text.slice(start, end).trimEnd())
    ? []
    : offer(`Write ${text} alone`, [
        replace(
          { source, start, end: start + source.text.slice(start, end).trimEnd().length },
          text,
        ),
      ]);
});

/** What can stand where something is required, when that is one thing. */
const required: Readonly<Record<string, (name: string) => unknown>> = {
  capabilities: () => ['gpu'],
  action: () => 'rebuild',
  model: (name) => `ai/${name}`,
};

/** `missing property 'action'`. */
export const addRequired: Fixer = atEntry((entry, { file, diagnostic }) => {
  const [, name = ''] = /missing property '(\w+)'/.exec(messageOf(diagnostic)) ?? [];
  const value = Object.hasOwn(required, name)
    ? required[name]?.(String(entry.path.at(-1)))
    : undefined;
  return value === undefined
    ? []
    : offer(`Add \`${name}\``, [setAt(file.syntax, [...entry.path, name], value)]);
});

/** The name of a service or resource with what it may not hold taken out. */
export const renameToSafe: Fixer = atEntry(({ path, key }, { file, diagnostic }) => {
  const isName = path.length === 2 && messageOf(diagnostic).includes('additional properties');
  const [start, end] = key?.range ?? [0, 0];
  const [name] = safeName(keyText(key), '');
  if (!isName || name === undefined || name === '' || name === keyText(key)) return [];
  const { source } = file.syntax;
  return offer(`Change to \`${String(name)}\``, [replace({ source, start, end }, String(name))]);
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
