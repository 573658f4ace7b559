import { dirname, resolve } from 'node:path';
import { isMap, isSeq } from 'yaml';
import { insertInto, setAt } from '../edits/insert.ts';
import { columnAt, contentEnd, entryStart, isFlow } from '../edits/place.ts';
import { writeText } from '../edits/write.ts';
import { entryAt, keyText, type SyntaxEntry, type SyntaxFile } from '../syntax/syntax.ts';
import type { TextEdit } from 'vscode-languageserver';
import { atEntry, offer, replace, type Fixer } from './fix.ts';

/**
 * Moves a value out of the environment into a secret with a file of its own, of which the container
 * gets the path: most official images read `NAME_FILE` for `NAME`.
 */
export const moveToSecret: Fixer = atEntry(async (entry, { file, workspace }) => {
  const { syntax } = file;
  const [section, service, environment] = entry.path;
  if (section !== 'services' || service === undefined || environment !== 'environment') return [];
  const variable = variableOf(entry);
  if (variable === undefined || /\$|\n/.test(variable.value)) return [];
  const { key, value } = variable;
  const name = key.toLowerCase();
  const relative = `./secrets/${name}.txt`;
  const path = resolve(dirname(file.path), relative);
  const isTaken =
    entryAt(syntax, ['secrets', name]) !== undefined || (await workspace.text(path)) !== undefined;
  if (isTaken) return [];
  const { source } = syntax;
  const [start, end] = [entryStart(entry), contentEnd(source.text, entry.value ?? entry.parent)];
  const pair = [`${key}_FILE`, `/run/secrets/${name}`] as const;
  const moved = entry.key === undefined ? writeText(pair.join('=')) : pair.join(': ');
  return offer(
    `Move ${key} to the secret \`${name}\`, in ${relative}`,
    [
      replace({ source, start, end }, moved),
      give(syntax, service, name),
      setAt(syntax, ['secrets', name], { file: relative }),
    ],
    { writes: [{ path, text: value }] },
  );
});

const variableOf = (
  entry: SyntaxEntry,
): { readonly key: string; readonly value: string } | undefined => {
  const text = keyText(entry.value);
  if (entry.key !== undefined) return { key: keyText(entry.key), value: text };
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  return key === undefined || value === undefined ? undefined : { key, value };
};

/** Adds the secret to those of the service. */
const give = (file: SyntaxFile, service: string | number, name: string): TextEdit | undefined => {
  const list = entryAt(file, ['services', service, 'secrets']);
  if (list === undefined) {
    const owner = entryAt(file, ['services', service]);
    if (owner === undefined || (isMap(owner.value) && owner.value.has('<<'))) return undefined;
    return insertInto(file, owner, 'secrets', [name], { after: ['environment'] });
  }
  const { value } = list;
  const { source } = file;
  if (!isSeq(value) || value.items.length === 0) return undefined;
  const end = contentEnd(source.text, value);
  if (isFlow(value)) return replace({ source, start: end - 1, end: end - 1 }, `, ${name}`);
  const first = entryAt(file, [...list.path, 0]);
  if (first === undefined) return undefined;
  const dash = source.text.lastIndexOf('-', entryStart(first));
  const indent = ' '.repeat(columnAt(source.text, dash));
  const lineEnd = source.text.indexOf('\n', end);
  const at = lineEnd === -1 ? source.text.length : lineEnd;
  return replace({ source, start: at, end: at }, `\n${indent}- ${name}`);
};
