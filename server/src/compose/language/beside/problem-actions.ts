import {
  CodeActionKind,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type Disposable,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { ModuleContext } from './module.ts';
import { rangeAt } from '../ranges.ts';
import type { Problem } from './problem.ts';

/** Mends what was found in the documents of a module. */
export const registerProblemActions = (
  connection: Connection,
  context: ModuleContext,
  problemsIn: (document: TextDocument) => Promise<readonly Problem[]>,
): Disposable =>
  connection.onCodeAction(async ({ textDocument: { uri }, context: { diagnostics } }) => {
    const own = diagnostics.filter(({ source }) => source === 'HyperBox');
    const document = context.documents.get(uri);
    if (own.length === 0 || document === undefined) return null;
    const problems = await problemsIn(document);
    const actions = own.flatMap((diagnostic) =>
      problems
        .filter((problem) => isOf(problem, diagnostic))
        .flatMap((problem) => actionsFor(problem, diagnostic, context)),
    );
    return actions.length === 0 ? null : actions;
  });

const isOf = ({ finding, origin }: Problem, { code, range }: Diagnostic): boolean => {
  const { start } = rangeAt(origin);
  return (
    finding.code === code &&
    start.line === range.start.line &&
    start.character === range.start.character
  );
};

const actionsFor = (
  { fixes }: Problem,
  diagnostic: Diagnostic,
  { workspace }: ModuleContext,
): readonly CodeAction[] =>
  fixes.map(({ title, origin, newText, certain }) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: {
      changes: { [workspace.uriOf(origin.source.path)]: [{ range: rangeAt(origin), newText }] },
    },
    ...(certain === true && { isPreferred: true }),
  }));
