import {
  CST,
  isCollection,
  isNode,
  isScalar,
  parseAllDocuments,
  Parser,
  visit,
  YAMLParseError,
  type Document,
  type Node,
} from 'yaml';
import { parserOptions, withLineEnds } from './options.ts';
import { Pads } from './pads.ts';
import { spanEnd } from './spans.ts';

/**
 * The documents of a text as go-yaml reads it, which is not quite what the parser does: lines of a
 * quoted scalar or within brackets may stand anywhere, tabs never in front of what is in a block.
 *
 * @throws RangeError where the text is nested too deeply
 */
export const parseDocuments = (text: string): readonly Document[] => {
  const readable = withLineEnds(text);
  const documents = parseAll(readable);
  const isCutOff = documents.some(({ errors }) => errors.some(({ code }) => cutOff.has(code)));
  const result = (isCutOff ? parsePadded(readable) : undefined) ?? documents;
  let from = 0;
  for (const document of result) {
    const end = document.range?.[2] ?? readable.length;
    judge(document, readable, [from, end]);
    from = end;
  }
  return result;
};

/** What the parser says of a line that it takes for the end of what is open. */
const cutOff: ReadonlySet<string> = new Set(['BAD_INDENT', 'MISSING_CHAR']);

const parseAll = (text: string): readonly Document[] => {
  const documents = parseAllDocuments(text, parserOptions);
  return 'empty' in documents ? [] : documents;
};

/** A file has few of them; whoever has more has made another mistake, and each costs a look at all of it. */
const maxPadded = 100;
const maxPaddedText = 2_000_000;

/** Parses with such lines moved to the right, and puts every place back to where it is. */
const parsePadded = (text: string): readonly Document[] | undefined => {
  const pads = new Pads(text);
  let padded = pads.apply();
  const most = Math.min(maxPadded, Math.ceil(maxPaddedText / text.length));
  for (let count = 0; count < most; count += 1) {
    const broken = firstBroken(padded.text);
    if (broken === undefined) break;
    const start = padded.toOriginal(broken);
    const end = spanEnd(text, start);
    if (end === undefined || !padLines(text, pads, start, end)) return undefined;
    padded = pads.apply();
  }
  const documents = parseAll(padded.text);
  for (const document of documents) moveBack(document, padded.toOriginal);
  return documents;
};

const padLines = (text: string, pads: Pads, start: number, end: number): boolean => {
  const column = start - (text.lastIndexOf('\n', start - 1) + 1);
  let isNews = false;
  for (
    let newline = text.indexOf('\n', start);
    newline !== -1 && newline < end;
    newline = text.indexOf('\n', newline + 1)
  )
    if (pads.add(newline + 1, column + 1)) isNews = true;
  return isNews;
};

/** Where the first quoted scalar or flow collection begins that the parser did not see the end of. */
const firstBroken = (text: string): number | undefined => {
  let found: number | undefined;
  for (const token of new Parser().parse(text)) {
    if (token.type !== 'document') continue;
    CST.visit(token, ({ key, value }) => {
      for (const each of [key, value])
        if (each && isBroken(each) && 'offset' in each) found ??= each.offset;
      return found === undefined ? undefined : CST.visit.BREAK;
    });
    if (found !== undefined) return found;
  }
  return undefined;
};

const isBroken = (token: CST.Token): boolean => {
  if (token.type === 'flow-collection')
    return !token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end');
  if (token.type !== 'double-quoted-scalar' && token.type !== 'single-quoted-scalar') return false;
  return token.source.length < 2 || !token.source.endsWith(token.source[0] ?? '');
};

const moveBack = (document: Document, toOriginal: (offset: number) => number): void => {
  const [start, valueEnd, end] = document.range ?? [0, 0, 0];
  document.range = [toOriginal(start), toOriginal(valueEnd), toOriginal(end)];
  const moved = new Set<Node>();
  visit(document, {
    Node: (_, node) => {
      if (!isNode(node) || !node.range || moved.has(node)) return;
      moved.add(node);
      const [from, to, last] = node.range;
      node.range = [toOriginal(from), toOriginal(to), toOriginal(last)];
    },
  });
  for (const error of document.errors)
    error.pos = [toOriginal(error.pos[0]), toOriginal(error.pos[1])];
};

/** Adds what go-yaml refuses and the parser lets through. */
const judge = (document: Document, text: string, [from, end]: readonly [number, number]): void => {
  const { directives, errors, warnings } = document;
  const refuse = (offset: number, code: YAMLParseError['code'], message: string): void => {
    errors.push(new YAMLParseError([offset, offset + 1], code, message));
  };
  const [unknown] = warnings.filter(({ code }) => code === 'BAD_DIRECTIVE');
  if (unknown !== undefined) refuse(unknown.pos[0], 'BAD_DIRECTIVE', 'Unknown directive');
  else if (directives?.yaml.explicit === true && directives.yaml.version !== '1.1')
    refuse(document.range?.[0] ?? 0, 'BAD_DIRECTIVE', 'Compose reads YAML 1.1 only');
  if (from > 0 && directives?.docStart !== true && document.contents !== null)
    refuse(document.contents.range?.[0] ?? from, 'UNEXPECTED_TOKEN', 'A document starts with ---');
  if (errors.length > 0 || !indentingTab.test(text)) return;
  const shelters = sheltersIn(document);
  let next = 0;
  for (const { index, 0: line } of text.matchAll(new RegExp(indentingTab, 'gm'))) {
    const tab = index + line.length - 1;
    if (tab < from || tab >= end || goesOnCommenting(text, index, tab)) continue;
    while ((shelters[next]?.[1] ?? Infinity) <= tab) next += 1;
    if ((shelters[next]?.[0] ?? Infinity) < tab) continue;
    refuse(tab, 'TAB_AS_INDENT', 'Tabs are not allowed as indentation');
    return;
  }
};

/** Of several lines of comments only the first has to stand right. */
const goesOnCommenting = (text: string, lineStart: number, tab: number): boolean => {
  if (!isComment(text, tab)) return false;
  let end = lineStart;
  while (end > 0 && /\s/.test(text[end - 1] ?? '')) end -= 1;
  return end > 0 && isComment(text, text.lastIndexOf('\n', end - 1) + 1);
};

/** Whether nothing but white space stands between a place and a `#`. */
const isComment = (text: string, from: number): boolean => {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return text[at] === '#';
};

/** A tab in front of a line's content, of nothing, or behind the dash of an item. */
const indentingTab = /^(?: |-(?=[ \t]))*\t/m;

/** Where tabs are text or of no meaning, in order: in scalars of several lines and between brackets. */
const sheltersIn = (document: Document): readonly (readonly [number, number])[] => {
  const found: (readonly [number, number])[] = [];
  visit(document, {
    Node: (_, node) => {
      const isOpen = isScalar(node)
        ? node.type !== 'PLAIN'
        : isCollection(node) && node.flow === true;
      if (!isOpen || !node.range) return undefined;
      found.push([node.range[0], node.range[1]]);
      return visit.SKIP;
    },
  });
  return found;
};
