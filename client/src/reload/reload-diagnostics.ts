import * as vscode from 'vscode';
import { t } from '../base/l10n.ts';
import { failureMessage } from './failure-reason.ts';
import type { LastReloads } from './last-reloads.ts';

/** A service whose last reload failed is a problem at the line where the cause is known to be. */
export const showReloadDiagnostics = (last: LastReloads): vscode.Disposable => {
  const collection = vscode.languages.createDiagnosticCollection('HyperBox reload');
  const show = (): void => {
    const problems = last.items.flatMap(({ service, outcome }) => {
      if (outcome?.kind !== 'failed' || outcome.at === undefined) return [];
      const { path, line } = outcome.at;
      return [{ path, diagnostic: diagnosticAt(line, { service, message: outcome.message }) }];
    });
    const byPath = Map.groupBy(problems, ({ path }) => path);
    collection.clear();
    for (const [path, found] of byPath) {
      const diagnostics = found.map(({ diagnostic }) => diagnostic);
      collection.set(vscode.Uri.file(path), diagnostics);
    }
  };
  return vscode.Disposable.from(collection, last.onDidChange(show));
};

const diagnosticAt = (
  line: number,
  { service, message }: { readonly service: string; readonly message: string },
): vscode.Diagnostic => {
  // To the end of the line, however long it is.
  const range = new vscode.Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(
    range,
    t('Reload of {0}: {1}', service, failureMessage(service, message)),
    vscode.DiagnosticSeverity.Error,
  );
  diagnostic.source = 'HyperBox reload';
  return diagnostic;
};
