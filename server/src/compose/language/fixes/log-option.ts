import { keyText } from '../syntax/syntax.ts';
import { removeEntry } from '../edits/remove.ts';
import { atEntry, messageOf, offer, replace, type Fixer } from './fix.ts';
import { namesNear } from '../../nearest-name.ts';

/** An option of a log driver: spelled as the driver knows it, or gone. */
export const logOption: Fixer = atEntry((entry, { file, diagnostic }) => {
  const [, list] = /It has (.+)\.$/m.exec(messageOf(diagnostic)) ?? [];
  const [start, end] = entry.key?.range ?? [];
  if (list === undefined || start === undefined || end === undefined) return [];
  const name = keyText(entry.key);
  const [near] = namesNear(name.replaceAll('_', '-'), list.split(', '));
  const origin = { source: file.syntax.source, start, end };
  return [
    ...(near === undefined ? [] : offer(`Change to \`${near}\``, [replace(origin, near)])),
    ...offer(`Remove \`${name}\``, [removeEntry(file.syntax, entry)]),
  ];
});
