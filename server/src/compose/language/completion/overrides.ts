import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { groupOf } from '../symbols/symbols.ts';
import { symbolTable } from '../symbols/table.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** In a file that is laid over others: the names that these declare, to change something of them. */
export const overrideItems = async (
  { path, place, indent, typed, inFlow }: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  const row = place === 'key' && path.length === 1 ? symbolTable.get([...path, '']) : undefined;
  if (row?.role !== 'declaration' || !/^[\w.-]*$/.test(typed)) return [];
  const { model } = await workspace.judge(file.path);
  const files = model?.files ?? [];
  const below = files.slice(0, Math.max(0, files.indexOf(file.path)));
  const read = await Promise.all(below.map((each) => workspace.read(each)));
  const { kind } = row;
  const names = read.flatMap((each) =>
    (each?.symbols ?? []).filter((use) => use.kind === kind && use.role === row.role),
  );
  const rest = inFlow === true ? ' ' : `\n${' '.repeat(indent + 2)}`;
  return [...new Set(names.map(({ name }) => name))]
    .filter((name) => groupOf(file.symbols, { kind, name }).declarations.length === 0)
    .map((label) => ({
      ...{ label, kind: CompletionItemKind.Reference },
      detail: `${kind} of ${below.length === 1 ? 'the file below' : 'the files below'}`,
      insertText: `${label}:${rest}`,
    }));
};
