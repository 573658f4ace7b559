import { isCollection, isScalar, visit } from 'yaml';
import type { SyntaxFile } from '../syntax/syntax.ts';

/** What becomes of the lines from `line`, which is the new one or the one above it. */
export interface NewLineEdit {
  readonly from: number;
  /** Stands for all of both lines, or for all of the new one. */
  readonly text: string;
}

/**
 * How a line begins that was just started below another: one level further in below a key that has no
 * value yet, beside the text of an item with keys, with a dash below an item that is one text. A dash
 * that is left alone ends its list. `undefined` where that is as it is, and wherever a line break is part of
 * a text or of brackets.
 */
export const newLineEdit = (
  file: SyntaxFile,
  line: number,
  tabSize: number,
): NewLineEdit | undefined => {
  const lines = file.source.text.split(/\r\n|\n|\r/);
  const above = lines[line - 1];
  const current = lines[line];
  if (above === undefined || current?.trim() !== '' || above.trim() === '') return undefined;
  if (/^\s*\t/.test(above) || isWithin(file, lines, line)) return undefined;
  const ended = endedList(lines, line);
  if (ended !== undefined) return { from: line - 1, text: ended };
  const text = beginning(lines, line, tabSize);
  return text === current ? undefined : { from: line, text };
};

/** The parts of a line: what is before it, the dashes of the items that begin on it, and the rest. */
const partsOf = (
  text: string,
): { readonly indent: number; readonly dashes: string; readonly content: string } => {
  const [, spaces = '', dashes = '', rest = ''] = /^( *)((?:-(?: +|$))*)(.*)$/.exec(text) ?? [];
  return { indent: spaces.length, dashes, content: rest.replace(/(^|\s)#.*$/, '').trimEnd() };
};

const beginning = (lines: readonly string[], line: number, tabSize: number): string => {
  const text = lines[line - 1] ?? '';
  const { indent, dashes, content } = partsOf(text);
  const column = indent + dashes.length;
  if (content === '' && dashes === '') return ' '.repeat(indent);
  if (/^(---|\.\.\.)$/.test(content)) return '';
  if (opensText(content) || content.endsWith(':')) {
    const inner = content.startsWith('|') || content.startsWith('>') ? indent : column;
    return ' '.repeat(inner + stepOf(lines, tabSize));
  }
  if (dashes === '' || content === '' || isEntry(content)) return ' '.repeat(column);
  const last = /-\s+$/.exec(dashes)?.[0] ?? '';
  return ' '.repeat(column - last.length) + last;
};

/** `key: value`, also `"key": value`; the colon of an image or a port is followed by no space. */
const isEntry = (content: string): boolean =>
  /^("[^"]*"|'[^']*'|[^\s"'[{][^#]*?):(\s|$)/.test(content);

/** `|` and `>` with their marks. */
const opensText = (content: string): boolean => /(^|:\s+|\s)[|>][+-]?\d?[+-]?$/.test(content);

/** Below a second dash with nothing behind it: what stands there instead of both lines. */
const endedList = (lines: readonly string[], line: number): string | undefined => {
  const { indent, dashes, content } = partsOf(lines[line - 1] ?? '');
  if (!/^-\s*$/.test(dashes) || content !== '') return undefined;
  const before = lines.slice(0, line - 1).filter((each) => each.trim() !== '');
  const nearest = before.findLast((each) => partsOf(each).indent <= indent);
  if (nearest === undefined || partsOf(nearest).dashes === '') return undefined;
  if (partsOf(nearest).indent !== indent) return undefined;
  const owner = before.findLast((each) => {
    const parts = partsOf(each);
    return parts.indent <= indent && parts.dashes === '' && parts.content !== '';
  });
  return ' '.repeat(owner === undefined ? 0 : partsOf(owner).indent);
};

/** As the file itself has it. */
const stepOf = (lines: readonly string[], tabSize: number): number => {
  const children = lines.flatMap((text, at) => {
    const [outer, inner] = [partsOf(text), partsOf(lines[at + 1] ?? '')];
    const isParent = outer.dashes === '' && outer.content.endsWith(':');
    const isKey = inner.dashes === '' && inner.content !== '';
    return isParent && isKey && inner.indent > outer.indent ? [inner.indent - outer.indent] : [];
  });
  return children[0] ?? tabSize;
};

/** In a text over several lines, or between brackets. */
const isWithin = (file: SyntaxFile, lines: readonly string[], line: number): boolean => {
  const { source, documents } = file;
  if (isInBlockText(lines, line - 1)) return true;
  let within = false;
  for (const document of documents) {
    visit(document, {
      Node: (_, node) => {
        const isFlow = isCollection(node) && node.flow === true;
        const isQuoted = isScalar(node) && (node.type ?? '').startsWith('QUOTE');
        if ((!isFlow && !isQuoted) || !node.range) return undefined;
        const { start, end } = source.range(node.range[0], Math.max(...node.range.slice(0, 2)));
        within ||= start.line < line && line <= end.line;
        return within ? visit.BREAK : undefined;
      },
    });
  }
  return within;
};

/** Its lines are further in than the one that opens it. */
const isInBlockText = (lines: readonly string[], line: number): boolean => {
  let least = partsOf(lines[line] ?? '').indent;
  for (let at = line - 1; at >= 0 && least > 0; at -= 1) {
    const text = lines[at] ?? '';
    const { indent, content } = partsOf(text);
    if (text.trim() === '' || indent >= least) continue;
    if (opensText(content)) return true;
    least = indent;
  }
  return false;
};
