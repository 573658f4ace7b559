import * as vscode from 'vscode';
import type { App } from '../app.ts';
import { t } from '../base/l10n.ts';
import { nameOfId } from '../name-of-id.ts';
import { reportFailure } from '../report-failure.ts';
import { CommandFailure, SeveralFailures, type Command } from './command.ts';

export const registerCommands = (
  app: App,
  commands: readonly Command[],
): readonly vscode.Disposable[] =>
  commands.map((command) =>
    vscode.commands.registerCommand(command.id, (...args: unknown[]) => run(app, command, args)),
  );

/** The menus hide what needs trust; keys and other extensions can still ask for it. */
const run = async (app: App, command: Command, args: readonly unknown[]): Promise<unknown> => {
  if (command.untrusted !== true && !vscode.workspace.isTrusted) {
    await askForTrust();
    return undefined;
  }
  try {
    return await command.run(app, args);
  } catch (error) {
    const several = error instanceof SeveralFailures ? error : undefined;
    const [first, ...others] = several?.errors ?? [error];
    // Not awaited: a toast that nobody answers must not keep the command running.
    void reportFailure(causeOf(first), {
      log: app.log,
      nameOf: nameOfId(app),
      ...(first instanceof CommandFailure ? { action: first.action } : {}),
      ...(several && { others: others.map(causeOf), items: several.items }),
    });
    return undefined;
  }
};

const causeOf = (error: unknown): unknown =>
  error instanceof CommandFailure ? error.cause : error;

const askForTrust = async (): Promise<void> => {
  const manage = t('Manage Trust');
  const choice = await vscode.window.showWarningMessage(
    t('This workspace is not trusted, so HyperBox runs nothing in it.'),
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
};
