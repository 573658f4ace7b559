import { isAlias, Lexer, visit, type Document, type Node } from 'yaml';
import type { Origin, Source } from '../../yaml/source.ts';
import { isAnchored, moved } from './moved.ts';
import { oncePerFile } from './once-per-file.ts';
import type { PlacedPart, SyntaxPart } from './parts.ts';
import { remembered } from './remembered.ts';

/** An anchor and the aliases that stand for it. */
export interface AnchorUse {
  readonly name: string;
  /** Of the name, without `&`; absent where nothing before the aliases has the name. */
  readonly anchor: Origin | undefined;
  /** What it marks. */
  readonly node: Node | undefined;
  /** Of the names, without `*`. */
  readonly aliases: readonly Origin[];
}

/** In the order of the file. An anchor that is given again takes the aliases after it (YAML 1.2, 3.2.2.2). */
export const anchorsOf = oncePerFile((file): readonly AnchorUse[] => {
  const { source, parts } = file;
  if (parts !== undefined) return usesOf(parts.flatMap(marksOfPart), source);
  const places = anchorTokens(source.text);
  return file.documents.flatMap((document) =>
    usesOf(marksIn(document, source.text, places), source),
  );
});

/** An anchor, or an alias where it has no node. */
interface Mark {
  readonly name: string;
  /** Of the name. */
  readonly start: number | undefined;
  readonly node?: Node;
}

const usesOf = (marks: readonly Mark[], source: Source): readonly AnchorUse[] => {
  const uses: AnchorUse[] = [];
  const current = new Map<string, Origin[]>();
  for (const { name, start, node } of marks) {
    const origin = start === undefined ? undefined : { source, start, end: start + name.length };
    let aliases = current.get(name);
    if (node !== undefined || aliases === undefined) {
      aliases = [];
      uses.push({ name, anchor: node && origin, node, aliases });
      current.set(name, aliases);
    }
    if (node === undefined && origin !== undefined) aliases.push(origin);
  }
  return uses;
};

const marksIn = (root: Node | Document, text: string, places: number[]): readonly Mark[] => {
  const marks: Mark[] = [];
  visit(root, {
    Node: (_, node) => {
      // After the `*`.
      if (isAlias(node)) marks.push({ name: node.source, start: (node.range?.[0] ?? 0) + 1 });
      if (!isAnchored(node)) return;
      const { anchor: name } = node;
      // Nodes and tokens have the same order; a token may have been lost to a mistake before it.
      let start = places.shift();
      while (start !== undefined && !text.startsWith(name, start)) start = places.shift();
      marks.push({ name, start, node });
    },
  });
  return marks;
};

const marksWithin = remembered(({ text, contents }: SyntaxPart): readonly Mark[] =>
  /[&*]/.test(text) ? marksIn(contents, text, anchorTokens(text)) : [],
);

const marksOfPart = remembered(({ part, offset }: PlacedPart): readonly Mark[] =>
  marksWithin(part).map(({ name, start, node }) => ({
    name,
    start: start === undefined ? undefined : start + offset,
    ...(node !== undefined && { node: moved(node, offset) }),
  })),
);

/** Marks that the lexer puts between the tokens; they are no part of the text. */
const marks: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001F']);
const scalarMark = '\u001F';

/** Where the names of anchors begin: nodes do not tell where theirs stands. */
const anchorTokens = (text: string): number[] => {
  const places: number[] = [];
  let offset = 0;
  let before = '';
  for (const token of new Lexer().lex(text)) {
    if (token.startsWith('&') && before !== scalarMark) places.push(offset + 1);
    if (!marks.has(token)) offset += token.length;
    before = token;
  }
  return places;
};
