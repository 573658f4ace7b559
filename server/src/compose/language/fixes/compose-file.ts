import { dirname, resolve } from 'node:path';
import { scalarOrigin } from '../symbols/symbols.ts';
import { entryAt, textUnder } from '../syntax/syntax.ts';
import { atEntry, type Fixer } from './fix.ts';

/** Makes the compose file that is named and not there, with the service that is wanted of it. */
export const createComposeFile: Fixer = atEntry((entry, { file }) => {
  const written = scalarOrigin(entry.value, file.syntax);
  if (written === undefined || /[$\n]/.test(written.value)) return [];
  const extended = entryAt(file.syntax, entry.path.slice(0, -1));
  const service = entry.path[2] === 'extends' ? textUnder(extended?.value, 'service') : undefined;
  const text =
    service === undefined ? 'services: {}\n' : `services:\n  ${service}:\n    build: .\n`;
  const path = resolve(dirname(file.path), written.value);
  return [{ title: `Create ${written.value}`, edits: [], writes: [{ path, text }] }];
});
