import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { activeApp, eventually, workspaceFolder } from './app.ts';

describe('files beside a compose file', () => {
  const folder = path.join(workspaceFolder(), 'beside');
  const texts = {
    'compose.yaml': 'services:\n  web:\n    build:\n        context: .\n        target: dev\n',
    Dockerfile: 'FROM scratch AS dev\nCOPY gone.txt /\n',
    '.devcontainer.json': '{ "dockerComposeFile": "compose.yaml", "service": "wbe" }\n',
  };
  const uriOf = (name: keyof typeof texts): vscode.Uri => vscode.Uri.file(path.join(folder, name));

  before(async () => {
    await activeApp();
    await mkdir(folder, { recursive: true });
    for (const [name, text] of Object.entries(texts))
      await writeFile(path.join(folder, name), text);
  });
  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  const firstOf = async (name: keyof typeof texts): Promise<string> => {
    await vscode.window.showTextDocument(uriOf(name));
    const found = await eventually(
      vscode.languages.onDidChangeDiagnostics,
      () =>
        vscode.languages.getDiagnostics(uriOf(name)).find(({ source }) => source === 'HyperBox'),
      `a diagnostic of ${name}`,
    );
    return found.message;
  };

  it('are checked by the project', async () => {
    assert.match(await firstOf('Dockerfile'), /`gone\.txt` is not in the context of "web"/);
    assert.match(await firstOf('.devcontainer.json'), /no service "wbe"/);
  });

  it('lead to it, and are led to', async () => {
    const [found] = await vscode.commands.executeCommand<
      readonly (vscode.Location | vscode.LocationLink)[]
    >('vscode.executeDefinitionProvider', uriOf('compose.yaml'), new vscode.Position(4, 17));
    assert(found);
    const uri = 'uri' in found ? found.uri : found.targetUri;
    assert.equal(uri.fsPath, uriOf('Dockerfile').fsPath);
  });

  it('are formatted by others: only compose files are by HyperBox', async () => {
    const edits = (name: keyof typeof texts) =>
      vscode.commands.executeCommand<readonly vscode.TextEdit[] | undefined>(
        'vscode.executeFormatDocumentProvider',
        uriOf(name),
        { tabSize: 2, insertSpaces: true },
      );
    assert.equal((await edits('Dockerfile')) ?? undefined, undefined);
    await vscode.window.showTextDocument(uriOf('compose.yaml'));
    assert.ok(((await edits('compose.yaml')) ?? []).length > 0);
  });
});
