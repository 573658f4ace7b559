import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type Range,
} from 'vscode-languageserver';
import { pathOf } from '../compose-document.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** Kinds of findings in a `.env` whose line can go. */
const removable: ReadonlySet<unknown> = new Set(['unused-variable', 'duplicate-variable']);

interface EnvRequest {
  readonly uri: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Takes the lines of variables out of a `.env`. */
export const envActions = async (
  { uri, diagnostics }: EnvRequest,
  workspace: LanguageWorkspace,
): Promise<readonly CodeAction[]> => {
  const own = diagnostics.filter(
    ({ source, code }) => source === 'HyperBox' && removable.has(code),
  );
  const path = pathOf(uri);
  const text = own.length === 0 ? undefined : await workspace.text(path);
  if (text === undefined) return [];
  const lines = text.split(/\r?\n/);
  const remove = (title: string, of: readonly Diagnostic[]): CodeAction => {
    const ranges = of.flatMap(({ range }) => lineOf(lines, range.start.line) ?? []);
    const edits = ranges.map((range) => ({ range, newText: '' }));
    const edit = { changes: { [uri]: edits } };
    return { title, kind: CodeActionKind.QuickFix, diagnostics: [...of], edit };
  };
  const canGo = ({ range }: Diagnostic): boolean => lineOf(lines, range.start.line) !== undefined;
  return own.filter(canGo).flatMap((diagnostic) => {
    const { start, end } = diagnostic.range;
    const name = (lines[start.line] ?? '').slice(start.character, end.character);
    const alike = workspace
      .diagnosticsOf(path)
      .filter((each) => each.code === diagnostic.code && canGo(each));
    const all = `Fix all ${String(alike.length)} problems of this kind in the file`;
    return [
      remove(`Remove \`${name}\``, [diagnostic]),
      ...(alike.length < 2 ? [] : [remove(all, alike)]),
    ];
  });
};

/** A value that goes on over lines is left to its author. */
const lineOf = (lines: readonly string[], line: number): Range | undefined => {
  const text = lines[line] ?? '';
  const isWhole = [`'`, '"'].every((quote) => text.split(quote).length % 2 === 1);
  if (!isWhole) return undefined;
  const isLast = line === lines.length - 1;
  return {
    start: { line, character: 0 },
    end: isLast ? { line, character: text.length } : { line: line + 1, character: 0 },
  };
};
