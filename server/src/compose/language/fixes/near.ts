import { isMap } from 'yaml';
import { namesNear, thirdOf } from '../../nearest-name.ts';
import { groupOf, symbolWithin } from '../symbols/symbols.ts';
import { declaredNames } from '../features/declarations.ts';
import { entryOn } from '../edits/place.ts';
import { messageOf, replace, type Fix, type Fixer } from './fix.ts';

/** "Did you mean …?" of a key that the schema does not know. */
export const nearKey: Fixer = ({ diagnostic, file, offset, text }) => {
  const [, near] = /Did you mean `([^`]+)`\?/.exec(messageOf(diagnostic)) ?? [];
  const siblings = entryOn(file.syntax, offset, text)?.parent;
  // It may be the other one of the two that is wrong.
  if (near === undefined || (isMap(siblings) && siblings.has(near))) return [];
  const origin = { source: file.syntax.source, start: offset, end: offset + text.length };
  return [{ title: `Change to \`${near}\``, edits: [replace(origin, near)], certain: true }];
};

/** Names that are declared and look like one that is not. */
export const nearName: Fixer = async ({ file, offset, text, workspace }) => {
  const value = entryOn(file.syntax, offset, text)?.value?.range;
  const symbol =
    symbolWithin(file.symbols, offset, offset + text.length) ??
    (value ? symbolWithin(file.symbols, value[0], value[1]) : undefined);
  if (symbol === undefined) return [];
  const { kind } = symbol;
  const names = new Set(await declaredNames({ kind }, file.path, workspace));
  names.delete(symbol.name);
  return namesNear(symbol.name, names, thirdOf).map((name): Fix => ({
    title: `Change to \`${name}\``,
    edits: groupOf(file.symbols, symbol).references.map((origin) => replace(origin, name)),
  }));
};
