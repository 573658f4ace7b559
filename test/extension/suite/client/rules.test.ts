import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activeApp, eventually, workspaceFolder } from './app.ts';

const code = 'restart-policy';

describe('what is said of a compose file', () => {
  const file = path.join(workspaceFolder(), 'compose.rules.yaml');
  const uri = vscode.Uri.file(file);

  const found = (): vscode.Diagnostic | undefined =>
    vscode.languages
      .getDiagnostics(uri)
      .find((each) => typeof each.code === 'object' && each.code.value === code);

  before(async () => {
    await activeApp();
    await writeFile(file, 'services:\n  web:\n    image: nginx\n    restart: sometimes\n');
    await vscode.window.showTextDocument(uri);
  });
  after(async () => {
    await vscode.workspace
      .getConfiguration('hyperbox')
      .update('compose.rules', undefined, vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(file, { force: true });
  });

  it('can be turned off where it is said, and is gone at once', async () => {
    const diagnostic = await eventually(
      vscode.languages.onDidChangeDiagnostics,
      found,
      'the diagnostic',
    );
    const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      diagnostic.range,
    );
    const action = actions.find(({ title }) => title === `Turn off "${code}"`);
    assert.ok(action?.command, actions.map(({ title }) => title).join(', '));
    await vscode.commands.executeCommand(
      action.command.command,
      ...((action.command.arguments ?? []) as unknown[]),
    );
    await eventually(
      vscode.languages.onDidChangeDiagnostics,
      () => (found() === undefined ? true : undefined),
      'no diagnostic',
    );
    const setting = vscode.workspace.getConfiguration('hyperbox').get('compose.rules');
    assert.deepEqual(setting, { [code]: 'off' });
  });

  it('is completed by its codes in settings.json', async () => {
    const settings = vscode.Uri.file(path.join(workspaceFolder(), '.vscode', 'settings.json'));
    const start = '{ "hyperbox.compose.rules": { ';
    await vscode.workspace.fs.writeFile(settings, Buffer.from(`${start}} }`));
    const document = await vscode.workspace.openTextDocument(settings);
    const labelsAt = async (character: number): Promise<readonly string[]> => {
      const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        new vscode.Position(0, character),
      );
      return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    };
    await vscode.window.showTextDocument(document);
    const codes = await labelsAt(start.length);
    for (const known of [code, 'no-effect', 'unused-variable']) {
      assert.ok(
        codes.some((label) => label.replaceAll('"', '') === known),
        codes.join(', '),
      );
    }
  });
});
