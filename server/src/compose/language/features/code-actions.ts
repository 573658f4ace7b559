import {
  CodeActionKind,
  type CodeAction,
  type Diagnostic,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { fixers } from '../fixes/index.ts';
import type { Fix, FixContext } from '../fixes/fix.ts';
import type { LanguageFeature } from '../feature.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

/** Mends what a diagnostic complains of; what is certain, everywhere in the file at once. */
export const codeActions: LanguageFeature = {
  capabilities: {
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  },
  register: (connection, workspace) => [
    connection.onCodeAction(async ({ textDocument, context }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) return null;
      const own = context.diagnostics.filter(({ source }) => source === 'HyperBox');
      const actions = own.map((each) => actionsFor(each, file, workspace));
      return (await Promise.all(actions)).flat();
    }),
  ],
};

const actionsFor = async (
  diagnostic: Diagnostic,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CodeAction[]> => {
  const fixes = await fixesFor(diagnostic, file, workspace);
  const actions = fixes.map((fix): CodeAction => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    edit: toEdit([fix], file, workspace),
    ...(fix.certain === true && { isPreferred: true }),
  }));
  if (fixes[0]?.certain !== true) return actions;
  const alike = workspace.diagnosticsOf(file.path).filter(({ code }) => code === diagnostic.code);
  const all = await Promise.all(alike.map((each) => fixesFor(each, file, workspace)));
  const certain = all.flatMap(([first]) => (first?.certain === true ? [first] : []));
  if (certain.length < 2) return actions;
  return [
    ...actions,
    {
      title: `Fix all ${String(certain.length)} problems of this kind in the file`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...alike],
      edit: toEdit(certain, file, workspace),
    },
  ];
};

const fixesFor = async (
  diagnostic: Diagnostic,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly Fix[]> => {
  const { range, code } = diagnostic;
  const context: FixContext = {
    ...{ diagnostic, file, workspace },
    offset: file.document.offsetAt(range.start),
    text: file.document.getText(range),
  };
  const fixes: Fix[] = [];
  for (const fixer of fixers[String(code)] ?? []) fixes.push(...(await fixer(context)));
  return fixes;
};

/** Edits of another file belong to a file that is made or read by the fix. */
const toEdit = (
  fixes: readonly Fix[],
  file: OpenCompose,
  workspace: LanguageWorkspace,
): WorkspaceEdit => {
  const created = fixes.flatMap(({ creates = [] }) => creates);
  const edits = fixes.flatMap((fix) => fix.edits);
  const target = fixes[0]?.target ?? file.path;
  const uri = workspace.uriOf(target);
  if (created.length === 0) return { changes: { [uri]: edits } };
  return {
    documentChanges: [
      ...created.map((path) => ({
        kind: 'create' as const,
        uri: workspace.uriOf(path),
        options: { ignoreIfExists: true },
      })),
      ...(edits.length === 0 ? [] : [{ textDocument: { uri, version: null }, edits }]),
    ],
  };
};
