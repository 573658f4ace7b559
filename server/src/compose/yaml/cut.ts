/** A part of a text that can be parsed by itself, and where it begins. */
export interface TextPart {
  readonly text: string;
  readonly offset: number;
}

/** An entry of the top level; of `services:` and its like the key, and the entries below it. */
export interface Section extends TextPart {
  readonly children: readonly TextPart[];
}

// What else `\s` matches is text to YAML.
const simpleKey = /^[A-Za-z_][\w.-]*:([ \t]|$)/;
const bareKey = /^[A-Za-z_][\w.-]*:[ \t]*(#.*)?$/;
const listItem = /^-([ \t]|$)/;

/** What a line says; blank lines and comments say nothing, and are not among them. */
interface Line {
  readonly start: number;
  readonly indent: number;
  readonly end: number;
}

const textOf = ({ start, indent, end }: Line, text: string): string =>
  text.slice(start + indent, end).replace(/[ \t\r]+$/, '');

/** What a part alone does not show, or reads otherwise than `documents.ts` does the whole. */
const unclear = /^\uFEFF|\r(?!\n)|[\u0085\u2028\u2029]|^(---|\.\.\.|%)|^(?: |-(?=[ \t]))*\t/m;

/**
 * Cuts a text along its top-level keys, and what stands below them along the next ones, where lines
 * alone show them: files as people and generators write them. `undefined` for any other, and for none
 * is it certain: only when every part is right by itself the parts mean what the whole does, as
 * whatever goes on in the next part leaves its own open.
 */
export const cutText = (text: string): readonly Section[] | undefined => {
  if (unclear.test(text)) return undefined;
  const starts: { readonly line: Line; readonly below: Line[] }[] = [];
  for (const line of linesOf(text)) {
    const said = line.indent === 0 ? textOf(line, text) : undefined;
    if (said !== undefined && simpleKey.test(said)) {
      starts.push({ line, below: [] });
      continue;
    }
    const current = starts.at(-1);
    if (current === undefined || (said !== undefined && !listItem.test(said))) return undefined;
    current.below.push(line);
  }
  return starts.map(({ line, below }, index) => {
    const offset = index === 0 ? 0 : line.start;
    const end = starts[index + 1]?.line.start ?? text.length;
    const cuts = bareKey.test(textOf(line, text)) ? cutBelow(below, text) : [];
    const [first] = cuts;
    return {
      text: text.slice(offset, first ?? end),
      offset,
      children: cuts.map((start, at) => ({
        text: text.slice(start, cuts[at + 1] ?? end),
        offset: start,
      })),
    };
  });
};

/** Where the entries below a key begin; none when they are no mapping of simple keys. */
const cutBelow = (lines: readonly Line[], text: string): readonly number[] => {
  const indent = lines[0]?.indent ?? 0;
  const keys = lines.filter((line) => line.indent === indent);
  const isClear =
    indent > 0 &&
    lines.every((line) => line.indent >= indent) &&
    keys.every((line) => simpleKey.test(textOf(line, text)));
  return isClear ? keys.map(({ start }) => start) : [];
};

const linesOf = function* (text: string): Generator<Line> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    let from = start;
    while (from < end && text.charCodeAt(from) === space) from += 1;
    const line = { start, indent: from - start, end };
    const first = text.charCodeAt(from);
    const mayBeBlank = from === end || first === tab || first === carriageReturn;
    if (first !== hash && !(mayBeBlank && textOf(line, text) === '')) yield line;
    start = end + 1;
  }
};

const [tab, carriageReturn, space, hash] = [9, 13, 32, 35];
