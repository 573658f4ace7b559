import * as vscode from 'vscode';
import { t } from './base/l10n.ts';
import { failureText, type NameOf } from './failure-text.ts';
import { toRequestFailure } from './request-failure.ts';

export interface FailureAction {
  readonly title: string;
  readonly run: () => unknown;
}

export interface ReportOptions {
  readonly log: vscode.LogOutputChannel;
  /** Puts names for the ids in what an engine says. */
  readonly nameOf?: NameOf;
  /** What the failure is best looked at with; the file at fault comes before it. */
  readonly action?: (service: string | undefined) => FailureAction | undefined;
  /** What else failed of the same command: counted in the toast, told in the log. */
  readonly others?: readonly unknown[];
  /** For how many the command was. */
  readonly items?: number;
}

/** Tells the user what failed and what to do, with one action. Cancelling is no failure. */
export const reportFailure = async (error: unknown, options: ReportOptions): Promise<void> => {
  const { message, details } = toRequestFailure(error);
  if (details.code === 'cancelled') return;
  const { log, others = [], items = 1 } = options;
  log.error(details.service === undefined ? message : `${details.service}: ${message}`);
  for (const line of details.output ?? []) log.error(`  ${line}`);
  for (const other of others) log.error(toRequestFailure(other).message);
  const action = openFile(details.location) ??
    options.action?.(details.service) ?? {
      title: t('Show Output'),
      run: () => {
        log.show(true);
      },
    };
  const text = failureText({
    message,
    hint: details.hint,
    output: details.output,
    nameOf: options.nameOf,
  });
  const count = others.length > 0 ? `${t('{0} of {1} failed.', others.length + 1, items)} ` : '';
  if ((await vscode.window.showErrorMessage(count + text, action.title)) === action.title) {
    await action.run();
  }
};

const openFile = (
  location: { readonly path: string; readonly line: number; readonly column?: number } | undefined,
): FailureAction | undefined => {
  if (location === undefined) return undefined;
  const { path, line, column } = location;
  const isDockerfile = /(^|[\\/])[^\\/]*(dockerfile|containerfile)[^\\/]*$/i.test(path);
  return {
    title: isDockerfile ? t('Open Dockerfile') : t('Open File'),
    run: () => openAt(path, line, column),
  };
};

/** Lines and columns count from 1. */
export const openAt = async (
  path: string,
  line = 1,
  column = 1,
  options: vscode.TextDocumentShowOptions = {},
): Promise<void> => {
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  await vscode.window.showTextDocument(vscode.Uri.file(path), {
    ...options,
    selection: new vscode.Range(at, at),
  });
};
