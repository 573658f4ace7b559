import * as vscode from 'vscode';
import { settingsChanged, type Settings } from '#shared/protocol/workspace';
import { t } from '../base/l10n.ts';
import { affectsPeers, hasStartLenses } from '../coexistence/peers.ts';
import type { Server } from '../server.ts';
import { readSettings, type SettingsProblem } from './read-settings.ts';

const section = 'hyperbox';

export const currentSettings = (): Settings => read().settings;

const read = () => {
  const configuration = vscode.workspace.getConfiguration(section);
  return readSettings((key) => configuration.get(key), { startLenses: hasStartLenses() });
};

/** Sends the settings whenever they change, and says what is wrong with them once a change. */
export class SettingsFollower implements vscode.Disposable {
  readonly #server: Server;
  readonly #sent = new vscode.EventEmitter<void>();
  readonly #subscriptions: readonly vscode.Disposable[];

  /** The server has them: what it is asked from now on, it answers by them. */
  readonly onDidSend = this.#sent.event;

  constructor(server: Server) {
    this.#server = server;
    this.#subscriptions = [
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration(section) || affectsPeers(event)) this.#send();
      }),
      // One that comes or goes may show what HyperBox shows too.
      vscode.extensions.onDidChange(() => {
        this.#send();
      }),
    ];
    tell(read().problems);
  }

  #send(): void {
    const { settings, problems } = read();
    tell(problems);
    this.#server.notify(settingsChanged, settings);
    this.#sent.fire();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#sent.dispose();
  }
}

const tell = (problems: readonly SettingsProblem[]): void => {
  for (const problem of problems) void offerSettings(problem);
};

const offerSettings = async ({ setting, message }: SettingsProblem): Promise<void> => {
  const open = t('Open Settings');
  if ((await vscode.window.showWarningMessage(message, open)) !== open) return;
  await vscode.commands.executeCommand('workbench.action.openSettings', setting);
};
