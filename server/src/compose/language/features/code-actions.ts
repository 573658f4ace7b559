import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import { envActions } from '../fixes/env-line.ts';
import { fixers } from '../fixes/index.ts';
import type { Fix, FixContext } from '../fixes/fix.ts';
import { toWorkspaceEdit, withoutOverlaps } from '../edits/workspace-edit.ts';
import type { LanguageFeature } from '../feature.ts';
import { rewritesAt } from '../rewrites/index.ts';
import { pinImageAt } from '../rewrites/pin-image.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';

const fixAll = `${CodeActionKind.SourceFixAll}.hyperbox`;

/**
 * Mends what a diagnostic complains of; what is certain, everywhere in the file at once. Offers other
 * ways of writing what the caret is on.
 */
export const codeActions: LanguageFeature = {
  capabilities: {
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        fixAll,
      ],
    },
  },
  register: (connection, workspace) => [
    connection.onCodeAction(async ({ textDocument, range, context }) => {
      const file = workspace.open(textDocument.uri);
      if (file === undefined) {
        const request = { uri: textDocument.uri, diagnostics: context.diagnostics };
        return [...(await envActions(request, workspace))];
      }
      const wants = (kind: string): boolean =>
        context.only === undefined
          ? kind !== fixAll
          : context.only.some((only) => isWithin(kind, only));
      const offset = file.document.offsetAt(range.start);
      const own = context.diagnostics.filter(({ source }) => source === 'HyperBox');
      const fixes = wants(CodeActionKind.QuickFix)
        ? await Promise.all(own.map((each) => actionsFor(each, file, workspace)))
        : [];
      return [
        ...fixes.flat(),
        ...(wants(fixAll) ? await fixAllOf(file, workspace) : []),
        ...[...rewritesAt(file.syntax, offset), ...(await pinImageAt(file, offset, workspace))]
          .filter(({ kind }) => wants(kind))
          .map(({ title, kind, edits }): CodeAction => ({
            title,
            kind,
            edit: toWorkspaceEdit([{ title, edits }], file, workspace),
          })),
      ];
    }),
  ],
};

/** `source` wants `source.fixAll.hyperbox` too. */
const isWithin = (kind: string, wanted: string): boolean =>
  wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`);

const actionsFor = async (
  diagnostic: Diagnostic,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CodeAction[]> => {
  const fixes = (await fixesFor(diagnostic, file, workspace)).filter(
    (fix) => canMakeFiles(workspace) || filesOf(fix) === 0,
  );
  const actions = fixes.map((fix): CodeAction => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnostic],
    ...(fix.command === undefined
      ? { edit: toWorkspaceEdit([fix], file, workspace) }
      : { command: fix.command }),
    ...(fix.certain === true && { isPreferred: true }),
  }));
  const first = fixes[0];
  if (first?.certain !== true && first?.everywhere === undefined) return actions;
  const alike = workspace.diagnosticsOf(file.path).filter(({ code }) => code === diagnostic.code);
  const all = await Promise.all(alike.map((each) => fixesFor(each, file, workspace)));
  const same = all.flatMap(([each]) =>
    each !== undefined && each.certain === first.certain && each.everywhere === first.everywhere
      ? [each]
      : [],
  );
  if (same.length < 2) return actions;
  return [
    ...actions,
    {
      title: first.everywhere ?? `Fix all ${String(same.length)} problems of this kind in the file`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...alike],
      edit: toWorkspaceEdit(withoutOverlaps(same), file, workspace),
    },
  ];
};

/** All that is certain, as editors apply it on saving. */
const fixAllOf = async (
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CodeAction[]> => {
  const found = workspace.diagnosticsOf(file.path);
  const all = await Promise.all(found.map((each) => fixesFor(each, file, workspace)));
  const certain = all.flatMap(([first]) => (first?.certain === true ? [first] : []));
  if (certain.length === 0) return [];
  return [
    {
      title: 'Fix all compose problems that have one remedy',
      kind: fixAll,
      edit: toWorkspaceEdit(withoutOverlaps(certain), file, workspace),
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

const filesOf = ({ creates = [], writes = [] }: Fix): number => creates.length + writes.length;

const canMakeFiles = ({ client }: LanguageWorkspace): boolean => {
  const edits = client.workspace?.workspaceEdit;
  return edits?.documentChanges === true && edits.resourceOperations?.includes('create') === true;
};
