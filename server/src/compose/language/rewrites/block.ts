import { isAlias, isMap, isScalar, isSeq, visit, type Node } from 'yaml';
import { columnAt, contentEnd } from '../edits/place.ts';
import type { SyntaxFile } from '../syntax/syntax.ts';

/** What is written of a value, with its comments, so that it can stand elsewhere. */
export interface MovableText {
  readonly text: string;
  /** Whether it stands on lines of its own. */
  readonly isBlock: boolean;
}

/**
 * `undefined` for what means something else in another place: anchors and aliases, which must stand in
 * order, and texts whose indentation counts.
 */
export const movableText = (file: SyntaxFile, node: Node): MovableText | undefined => {
  if (!node.range || !isMovable(node)) return undefined;
  const { text } = file.source;
  const start = node.range[0];
  const written = text.slice(start, contentEnd(text, node));
  const isBlock = (isMap(node) || isSeq(node)) && node.flow !== true;
  if (written === '' || written.includes('\t')) return undefined;
  if (!isBlock) return written.includes('\n') ? undefined : { text: written, isBlock };
  const column = columnAt(text, start);
  const lines = written.split(/\r?\n/);
  // A comment may stand further left than what it is in.
  const dedented = lines.map((line, index) =>
    index === 0 ? line : line.replace(new RegExp(`^ {0,${String(column)}}`), ''),
  );
  return { text: dedented.join('\n'), isBlock };
};

/** Indents all lines but the first, and no empty ones. */
export const indented = (text: string, column: number): string =>
  text.replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(column)}`);

const isMovable = (root: Node): boolean => {
  let isPlain = true;
  visit(root, {
    Node: (_, node) => {
      const isOwn = node === root;
      if (isAlias(node)) isPlain = false;
      else if ((isScalar(node) || isMap(node) || isSeq(node)) && !isOwn)
        isPlain &&= node.anchor === undefined && node.tag === undefined;
      if (isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'))
        isPlain = false;
      // In quotes, or without, further lines may begin anywhere.
      if (isScalar(node) && node.range !== null && node.range !== undefined) {
        const value = typeof node.value === 'string' ? node.value : '';
        if (value.includes('\n')) isPlain = false;
      }
    },
  });
  return isPlain;
};
