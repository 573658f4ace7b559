import { FoldingRangeKind, type FoldingRange } from 'vscode-languageserver';
import { isAlias, isCollection, isScalar } from 'yaml';
import type { LanguageFeature } from '../feature.ts';
import { entriesOf, type SyntaxFile } from '../syntax/syntax.ts';

/** Folds what stands below a key or an item, texts over several lines, and blocks of comments. */
export const folding: LanguageFeature = {
  capabilities: { foldingRangeProvider: true },
  register: (connection, workspace) => [
    connection.onFoldingRanges(({ textDocument }) => {
      const file = workspace.open(textDocument.uri);
      return file === undefined ? null : [...valueFolds(file.syntax), ...commentFolds(file.syntax)];
    }),
  ],
};

const valueFolds = (file: SyntaxFile): readonly FoldingRange[] => {
  const lineAt = (offset: number): number => file.source.range(offset, offset).start.line;
  return entriesOf(file).flatMap(({ key, value }) => {
    if (isAlias(value) || !(isCollection(value) || isScalar(value)) || !value.range) return [];
    const start = key?.range?.[0] ?? value.range[0];
    const startLine = lineAt(start);
    const length = file.source.text.slice(start, value.range[1]).trimEnd().length;
    const endLine = lineAt(start + length);
    return endLine > startLine ? [{ startLine, endLine }] : [];
  });
};

const commentFolds = ({ source: { text } }: SyntaxFile): readonly FoldingRange[] => {
  const folds: FoldingRange[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  let first: number | undefined;
  for (const [line, content] of [...lines, ''].entries()) {
    const isComment = content.trimStart().startsWith('#');
    if (isComment) first ??= line;
    else {
      if (first !== undefined && line - first > 1)
        folds.push({ startLine: first, endLine: line - 1, kind: FoldingRangeKind.Comment });
      first = undefined;
    }
  }
  return folds;
};
