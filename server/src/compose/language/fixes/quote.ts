import { entriesOf } from '../syntax/syntax.ts';
import { replace, type Fixer } from './fix.ts';

/** Puts a plain key or value, such as a date or `1.0`, in quotes. */
export const quote: Fixer = ({ file, diagnostic, offset }) => {
  const { message } = diagnostic;
  const said = typeof message === 'string' ? message : message.value;
  if (!said.includes('in quotes.')) return [];
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
