import { isMap, isScalar, isSeq } from 'yaml';
import { limitPairs } from '../../rules/resource-conflict.ts';
import { insertInto, replaceScalar, setAt } from '../edits/insert.ts';
import { columnAt, entryStart, isFlow, lineStartAt, startsWith } from '../edits/place.ts';
import { removeEntry } from '../edits/remove.ts';
import { entriesOf, entryAt, keyText, textUnder } from '../syntax/syntax.ts';
import { atEntry, messageOf, offer, replace, type Fixer } from './fix.ts';

/** Limits, in the way of saying so that the service has already: both ways at once are refused. */
export const addLimits: Fixer = atEntry(({ path: [section, name], value }, context) => {
  const { syntax } = context.file;
  if (section === undefined || name === undefined) return [];
  const said = messageOf(context.diagnostic);
  const [needsMemory, needsCpus] = [said.includes('all memory'), said.includes('all CPUs')];
  const title = `Limit \`${String(name)}\` to ${[needsMemory ? '512 MB' : '', needsCpus ? '1 CPU' : ''].filter(Boolean).join(' and ')}`;
  const at = (...keys: readonly string[]): readonly (string | number)[] => [section, name, ...keys];
  const isOld = isMap(value) && (value.has('mem_limit') || value.has('cpus'));
  if (isOld) {
    return offer(title, [
      ...(needsMemory ? [setAt(syntax, at('mem_limit'), '512m')] : []),
      ...(needsCpus ? [setAt(syntax, at('cpus'), 1)] : []),
    ]);
  }
  const limits = { ...(needsCpus && { cpus: '1' }), ...(needsMemory && { memory: '512M' }) };
  const path = at('deploy', 'resources', 'limits');
  if (entryAt(syntax, path) === undefined) return offer(title, [setAt(syntax, path, limits)]);
  const edits = Object.entries(limits).map(([key, limit]) => setAt(syntax, [...path, key], limit));
  return offer(title, edits);
});

/** A name of its own for the second of two containers. */
export const ownContainerName: Fixer = atEntry((entry, { file }) => {
  const before = isScalar(entry.value) ? keyText(entry.value) : '';
  const name = `${before}-${String(entry.path[1])}`;
  return before === ''
    ? []
    : offer(`Change to \`${name}\``, [replaceScalar(file.syntax, entry, name)]);
});

/** The old attribute goes, or gets its value in the new way too. */
export const resourceConflict: Fixer = atEntry(
  ({ path: [section, name] }, { file, diagnostic }) => {
    const { syntax } = file;
    if (section === undefined || name === undefined) return [];
    const [, attribute] = /distinct values on '(\w+)'/.exec(messageOf(diagnostic)) ?? [];
    const pair = limitPairs.find(([old]) => old === attribute);
    if (pair === undefined) return [];
    const [old, group, key] = pair;
    const before = entryAt(syntax, [section, name, old]);
    if (before === undefined || !isScalar(before.value)) return [];
    const value = keyText(before.value);
    const path = [section, name, 'deploy', 'resources', group, key];
    return [
      ...offer(`Remove \`${old}\``, [removeEntry(syntax, before)]),
      ...offer(`Write ${value} under deploy.resources.${group} too`, [setAt(syntax, path, value)]),
    ];
  },
);

/** A device is chosen by its number or by its name. */
export const countOrIds: Fixer = atEntry(({ path }, { file }) =>
  entriesOf(file.syntax)
    .filter((entry) => startsWith(entry.path, path) && isMap(entry.parent))
    .filter(({ parent }) => isMap(parent) && parent.has('count') && parent.has('device_ids'))
    .filter(({ path: at }) => at.at(-1) === 'count' || at.at(-1) === 'device_ids')
    .flatMap((entry) =>
      offer(`Remove \`${String(entry.path.at(-1))}\``, [removeEntry(file.syntax, entry)]),
    ),
);

/** The engine wants to be told what kind of test it is. */
export const commandTest: Fixer = atEntry(({ path, value }, { file }) => {
  const { syntax } = file;
  const { source } = syntax;
  const first = entryAt(syntax, [...path, 0]);
  if (!isSeq(value) || first === undefined) return [];
  const start = entryStart(first);
  const at = isFlow(value) ? start : lineStartAt(source.text, start);
  const dash = columnAt(source.text, source.text.lastIndexOf('-', start));
  const added = isFlow(value) ? '"CMD", ' : `${' '.repeat(dash)}- CMD\n`;
  return offer('Put "CMD" in front', [replace({ source, start: at, end: at }, added)], {
    certain: true,
  });
});

/** What a service is made from stands first. */
export const addFirst = (
  title: (name: string) => string,
  attribute: (name: string) => readonly [string, string],
): Fixer =>
  atEntry((entry, { file }) => {
    const name = String(entry.path[1]);
    const [key, value] = attribute(name);
    const edit = insertInto(file.syntax, entry, key, value, { first: true });
    return entry.path.length === 2 && textUnder(entry.value, key) === undefined
      ? offer(title(name), [edit])
      : [];
  });
