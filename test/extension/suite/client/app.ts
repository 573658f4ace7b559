import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';

/** The extension as it runs in this window. */
export const activeApp = async (): Promise<App> => {
  const extension = vscode.extensions.getExtension<App>('hyperbox.hyperbox');
  assert.ok(extension, 'the extension is not installed');
  return extension.activate();
};

/** The folder that the window has open. */
export const workspaceFolder = (): string => {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, 'no folder is open');
  return folder.uri.fsPath;
};

/** Resolves with the first value that `read` finds, looking again at each event. */
export const eventually = async <T>(
  event: vscode.Event<unknown>,
  read: () => T | undefined,
  what: string,
  timeoutMs = 20_000,
): Promise<T> => {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const look = (): void => {
    const value = read();
    if (value !== undefined) resolve(value);
  };
  const subscription = event(look);
  const timer = setTimeout(() => {
    reject(new Error(`${what}: not within ${timeoutMs} ms`));
  }, timeoutMs);
  look();
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    subscription.dispose();
  }
};
