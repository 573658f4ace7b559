import { replace, type Fixer } from './fix.ts';

/** YAML allows no tabs where lines are indented: each such line gets the spaces of its level. */
export const spacesForTabs: Fixer = ({ file }) => {
  const { source } = file.syntax;
  const step = stepOf(source.text);
  const widths = new Map<string, number>();
  const edits = [];
  let above = { width: 0, opens: false };
  for (const { index, 0: line } of source.text.matchAll(/^.*$/gm)) {
    const [indent = ''] = /^[ \t]*/.exec(line) ?? [];
    if (line.trim() === '' || line.trim().startsWith('#')) continue;
    const width = indent.includes('\t')
      ? (widths.get(indent) ?? levelOf(indent, above, step))
      : indent.length;
    widths.set(indent, width);
    above = { width, opens: /:\s*(#.*)?$/.test(line) };
    if (!indent.includes('\t')) continue;
    edits.push(replace({ source, start: index, end: index + indent.length }, ' '.repeat(width)));
  }
  return edits.length === 0
    ? []
    : [{ title: 'Indent with spaces instead of tabs', edits, certain: true }];
};

/** An indentation that was not met before: below what the line above opens, or beside it. */
const levelOf = (
  indent: string,
  above: { readonly width: number; readonly opens: boolean },
  step: number,
): number => {
  if (above.opens) return above.width + step;
  const levels = indent.replaceAll(' ', '').length * step;
  return Math.min(Math.max(levels, step), Math.max(above.width, step));
};

const stepOf = (text: string): number => /^( +)\S/m.exec(text)?.[1]?.length ?? 2;
