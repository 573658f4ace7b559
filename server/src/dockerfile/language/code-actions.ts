import {
  CodeActionKind,
  type CodeAction,
  type Connection,
  type Diagnostic,
  type Disposable,
} from 'vscode-languageserver';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import { rangeAt } from '../../compose/language/ranges.ts';
import { checkDockerfile } from './check.ts';
import type { Problem } from './problem.ts';
import { readOpen } from './reader.ts';

/** Mends what was found. */
export const registerCodeActions = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onCodeAction(async ({ textDocument: { uri }, context: { diagnostics } }) => {
    const own = diagnostics.filter(({ source }) => source === 'HyperBox');
    const open =
      own.length === 0 ? undefined : await readOpen(context.documents.get(uri), context.workspace);
    if (open === undefined) return null;
    const problems = await checkDockerfile(open, context.workspace);
    return own.flatMap((diagnostic) =>
      problems
        .filter((problem) => isOf(problem, diagnostic))
        .flatMap((problem) => actionsFor(problem, diagnostic, context)),
    );
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
