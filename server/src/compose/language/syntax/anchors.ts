import { isAlias, isMap, isScalar, isSeq, Lexer, visit, type Node } from 'yaml';
import type { Origin } from '../../yaml/source.ts';
import { oncePerFile } from './once-per-file.ts';

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
export const anchorsOf = oncePerFile(({ source, documents }): readonly AnchorUse[] => {
  const uses: AnchorUse[] = [];
  const places = anchorTokens(source.text);
  for (const document of documents) {
    const current = new Map<string, Origin[]>();
    const begin = (name: string, anchor: Origin | undefined, node?: Node): Origin[] => {
      const aliases: Origin[] = [];
      uses.push({ name, anchor, node, aliases });
      current.set(name, aliases);
      return aliases;
    };
    visit(document, {
      Node: (_, node) => {
        if (isAlias(node)) {
          // After the `*`.
          const start = (node.range?.[0] ?? 0) + 1;
          const origin = { source, start, end: start + node.source.length };
          (current.get(node.source) ?? begin(node.source, undefined)).push(origin);
        } else if (isAnchored(node)) {
          const { anchor: name } = node;
          // Nodes and tokens have the same order; a token may have been lost to a mistake before it.
          let start = places.shift();
          while (start !== undefined && !source.text.startsWith(name, start))
            start = places.shift();
          begin(
            name,
            start === undefined ? undefined : { source, start, end: start + name.length },
            node,
          );
        }
      },
    });
  }
  return uses;
});

const isAnchored = (node: Node): node is Node & { anchor: string } =>
  (isScalar(node) || isMap(node) || isSeq(node)) && node.anchor !== undefined;

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
