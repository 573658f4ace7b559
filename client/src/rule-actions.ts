import * as vscode from 'vscode';
import { t } from './base/l10n.ts';
import { turnOffRule } from './commands/rules/turn-off.ts';

/**
 * Offers to turn off what HyperBox says of a file. It is the client's: only the client can change the
 * settings. An error stays, as nothing can be started because of it.
 */
export const offerRuleActions = (): vscode.Disposable =>
  vscode.languages.registerCodeActionsProvider(
    { scheme: 'file' },
    {
      provideCodeActions: (_document, _range, { diagnostics }) => {
        const soft = diagnostics.filter(
          ({ source, severity }) =>
            source === 'HyperBox' && severity !== vscode.DiagnosticSeverity.Error,
        );
        return [...Map.groupBy(soft, codeOf)].flatMap(([code, own]) =>
          code === undefined ? [] : actionFor(code, own),
        );
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
  );

const codeOf = ({ code }: vscode.Diagnostic): string | undefined => {
  const value = typeof code === 'object' ? code.value : code;
  return value === undefined ? undefined : String(value);
};

const actionFor = (code: string, diagnostics: vscode.Diagnostic[]): vscode.CodeAction => {
  const title = t('Turn off "{0}"', code);
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = diagnostics;
  action.command = { title, command: turnOffRule.id, arguments: [code] };
  return action;
};
