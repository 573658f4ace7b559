import { entriesOf } from '../syntax/syntax.ts';
import { isScalar } from 'yaml';
import { startsWith } from '../edits/place.ts';
import { atEntry, messageOf, offer, replace, type Fixer } from './fix.ts';

/** Puts a plain key or value, such as a date or `1.0`, in quotes. */
export const quote: Fixer = ({ file, diagnostic, offset }) => {
  if (!messageOf(diagnostic).includes('in quotes.')) return [];
  const { source } = file.syntax;
  for (const { key, value } of entriesOf(file.syntax)) {
    for (const node of [key, value]) {
      if (node?.range?.[0] !== offset) continue;
      const origin = { source, start: offset, end: node.range[1] };
      const text = source.text.slice(offset, node.range[1]);
      if (!/^[\w.:+-][\w .:+-]*$/.test(text)) continue;
      return [
        {
          title: `Write "${text}" in quotes`,
          edits: [replace(origin, `"${text}"`)],
          certain: true,
        },
      ];
    }
  }
  return [];
};

/** `8080.80` is a number, and no port: a colon was meant. */
export const colonInPort: Fixer = atEntry(({ path }, { file }) => {
  const { source } = file.syntax;
  return entriesOf(file.syntax).flatMap(({ path: at, value }) => {
    if (at.length !== path.length + 1 || !startsWith(at, path) || !isScalar(value)) return [];
    const [start, end] = value.range ?? [0, 0];
    const text = source.text.slice(start, end).trimEnd();
    const [, published, target] = /^(\d+)\.(\d*[1-9]\d*)$/.exec(text) ?? [];
    if (published === undefined || target === undefined) return [];
    const port = `"${published}:${target}"`;
    return offer(`Write ${port}`, [replace({ source, start, end: start + text.length }, port)]);
  });
});
