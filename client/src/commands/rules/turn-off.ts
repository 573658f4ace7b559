import * as vscode from 'vscode';
import type { Command } from '../command.ts';

/** Turns a kind of finding in compose files off: in this workspace, and for the user where there is none. */
export const turnOffRule: Command = {
  id: 'hyperbox.rules.turnOff',
  untrusted: true,
  run: async (_, [code]) => {
    if (typeof code !== 'string') return;
    const configuration = vscode.workspace.getConfiguration('hyperbox');
    const written = configuration.inspect<Readonly<Record<string, unknown>>>('compose.rules');
    const isWorkspace = vscode.workspace.workspaceFile !== undefined || hasFolder();
    // What another level of settings says stays there: VS Code lays one over the other.
    const own = isWorkspace ? written?.workspaceValue : written?.globalValue;
    await configuration.update(
      'compose.rules',
      { ...own, [code]: 'off' },
      isWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global,
    );
  },
};

const hasFolder = (): boolean => (vscode.workspace.workspaceFolders ?? []).length > 0;
