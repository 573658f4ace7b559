import { dirname, resolve } from 'node:path';
import { scalarOrigin } from '../symbols/symbols.ts';
import { entriesOf } from '../syntax/syntax.ts';
import type { Fixer } from './fix.ts';

/** Makes the file that is named and not there. */
export const createFile: Fixer = ({ file, offset }) => {
  for (const { value, key } of entriesOf(file.syntax)) {
    const text = scalarOrigin(value, file.syntax);
    if (text === undefined) continue;
    const isHere = [value?.range?.[0], key?.range?.[0], text.origin.start].includes(offset);
    if (!isHere || text.value === '' || /[$\n]/.test(text.value)) continue;
    const path = resolve(dirname(file.path), text.value);
    return [{ title: `Create ${text.value}`, edits: [], creates: [path] }];
  }
  return [];
};
