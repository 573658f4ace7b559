import { dirname, resolve } from 'node:path';
import { isMap } from 'yaml';
import { setAt } from '../edits/insert.ts';
import { columnAt, contentEnd } from '../edits/place.ts';
import { writeText } from '../edits/write.ts';
import { entryAt, textUnder } from '../syntax/syntax.ts';
import { atEntry, offer, replace, type Fixer } from './fix.ts';

/** Where a top-level config or secret comes from. */
export const addFile: Fixer = atEntry(async ({ path: [section, name] }, { file, workspace }) => {
  if (section === undefined || name === undefined) return [];
  const relative = `./${String(name)}${section === 'secrets' ? '.txt' : ''}`;
  const target = resolve(dirname(file.path), relative);
  const isThere = (await workspace.text(target)) !== undefined;
  return offer(
    `Take it from the file ${relative}`,
    [setAt(file.syntax, [section, name, 'file'], relative)],
    isThere ? {} : { creates: [target] },
  );
});

/** The old `external: { name: x }` as it is written today. */
export const externalName: Fixer = atEntry((entry, { file }) => {
  const { syntax } = file;
  const owner = entry.path.slice(0, 2);
  const old = entryAt(syntax, [...owner, 'external']);
  const name = textUnder(old?.value, 'name');
  const mapping = entryAt(syntax, owner)?.value;
  if (!old?.value?.range || name === undefined || !isMap(mapping)) return [];
  if (!isMap(old.value) || old.value.items.length !== 1) return [];
  const { source } = syntax;
  const start = old.key?.range?.[0] ?? 0;
  const column = columnAt(source.text, start);
  const isNamed = textUnder(mapping, 'name') !== undefined;
  const lines = [`external: true`, ...(isNamed ? [] : [`name: ${writeText(name)}`])];
  const end = contentEnd(source.text, old.value);
  return offer(
    'Write `external: true` and `name`',
    [replace({ source, start, end }, lines.join(`\n${' '.repeat(column)}`))],
    isNamed ? {} : { certain: true },
  );
});
