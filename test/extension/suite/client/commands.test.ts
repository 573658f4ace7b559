import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activeApp, eventually } from './app.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly views: { readonly hyperbox: readonly { readonly id: string }[] };
  };
}

describe('the extension in VS Code', () => {
  it('registers exactly the commands that its manifest declares', async () => {
    const app = await activeApp();
    const { contributes } = app.extension.extension.packageJSON as Manifest;
    const declared = contributes.commands.map(({ command }) => command).sort();
    const views = new Set(contributes.views.hyperbox.map(({ id }) => id));
    // VS Code makes commands for views and their container by itself.
    const made = /^(hyperbox\.views\.\w+\.|workbench\.)/;
    const registered = (await vscode.commands.getCommands(true))
      .filter((command) => command.startsWith('hyperbox.'))
      .filter((command) => !made.test(command) && !views.has(command))
      .sort();
    assert.deepEqual(registered, declared);
  });

  it('follows an engine', async () => {
    const app = await activeApp();
    await eventually(
      app.engine.onDidChange,
      () => app.engine.state.kind === 'connected' || undefined,
      'an engine',
    );
  });
});
