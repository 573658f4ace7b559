import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';
import type { ProjectItem } from '../../../../shared/src/protocol/projects.ts';
import { activeApp, eventually, workspaceFolder } from './app.ts';
import { docker, ensureImage, image } from './image.ts';
import { Person } from './person.ts';

const name = `hyperbox-logs-${process.pid}`;

const label = `label=com.docker.compose.project=${name}`;

const compose = `
name: ${name}
services:
  web:
    image: ${image}
    command: [sh, -c, 'echo "of localhost" > /own.conf; echo "web began"; echo "    at f (/app/main.js:2:3)"; echo "on http://0.0.0.0:3000/a"; sleep 600']
    init: true
    stop_grace_period: 0s
    ports: ["127.0.0.1::3000"]
    volumes: ["./main.js:/app/main.js"]
  worker:
    image: ${image}
    command: [sh, -c, 'printf "\\033[31mworker began\\033[0m\\n"; sleep 600']
    init: true
    stop_grace_period: 0s
`;

describe('logs beside the panel', () => {
  let app: App;
  let files: string[];
  let terminal: vscode.Terminal;
  let printed = '';
  const wrote = new vscode.EventEmitter<void>();

  const untilPrinted = (text: string): Promise<true> =>
    eventually(wrote.event, () => (printed.includes(text) ? true : undefined), text);
  const output = (): vscode.TextDocument | undefined =>
    vscode.window.visibleTextEditors.find(
      ({ document: { uri, languageId } }) =>
        uri.scheme === 'output' && languageId === 'hyperbox-log',
    )?.document;
  const untilOutput = (text: RegExp): Promise<string> =>
    eventually(
      // What is there already when the view comes into sight is no change.
      (listener) =>
        vscode.Disposable.from(
          vscode.workspace.onDidChangeTextDocument(listener),
          vscode.window.onDidChangeVisibleTextEditors(listener),
        ),
      () => {
        const shown = output()?.getText() ?? '';
        return text.test(shown) ? shown : undefined;
      },
      String(text),
    );
  const project = async (): Promise<ProjectItem> => {
    const found = (await app.projects.read()).find((item) => item.name === name);
    assert.ok(found);
    return found;
  };

  before(async () => {
    app = await activeApp();
    await ensureImage();
    const script = path.join(workspaceFolder(), 'main.js');
    const file = path.join(workspaceFolder(), 'compose.yaml');
    files = [script, file];
    await writeFile(script, 'one();\ntwo();\n');
    await writeFile(file, compose);
    await vscode.commands.executeCommand('hyperbox.views.projects.focus');
    await eventually(
      app.projects.onDidChange,
      () => app.projects.items.find((item) => item.name === name),
      'the project',
    );
    await vscode.commands.executeCommand('hyperbox.projects.start', name);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.commands.executeCommand('workbench.action.closePanel');
    for (const file of files) await rm(file, { force: true });
    const ids = (await docker('ps', '--all', '--quiet', '--filter', label)).split('\n');
    if (ids[0] !== '') await docker('rm', '--force', ...ids);
    await docker('network', 'prune', '--force', '--filter', label);
    wrote.dispose();
  });

  it('are in a terminal, each line with its service, and coloured as printed', async () => {
    const opened = eventually(
      vscode.window.onDidOpenTerminal,
      () => vscode.window.terminals.find((each) => each.name === `Logs: ${name}`),
      'the terminal',
    );
    // What it prints is heard from its first word on.
    const listening = vscode.window.onDidOpenTerminal((each) => {
      const { pty } = each.creationOptions as vscode.ExtensionTerminalOptions;
      pty.onDidWrite((text) => {
        printed += text;
        wrote.fire();
      });
    });
    await vscode.commands.executeCommand('hyperbox.projects.showLogsInTerminal', name);
    terminal = await opened;
    listening.dispose();
    await untilPrinted('web    | \x1b[0mweb began\r\n');
    await untilPrinted('worker | \x1b[0m\x1b[31mworker began\x1b[0m\r\n');
    await vscode.commands.executeCommand('hyperbox.projects.showLogsInTerminal', name);
    const own = vscode.window.terminals.filter((each) => each.name === terminal.name);
    assert.equal(own.length, 1, 'one terminal, however often it is asked for');
  });

  it('go on in a terminal through a restart', async () => {
    printed = '';
    await vscode.commands.executeCommand('hyperbox.services.restart', name, 'web');
    await untilPrinted('web    | \x1b[0mweb began\r\n');
  });

  it('lead from a terminal to the file at its line, and to the published port', async () => {
    await untilPrinted('main.js');
    const linksOf = (line: string) => app.logTerminals.provideTerminalLinks({ line, terminal });
    const line = 'web    |     at f (/app/main.js:2:3)';
    const [link] = linksOf(line);
    assert.ok(link);
    assert.equal(line.slice(link.startIndex, link.startIndex + link.length), '/app/main.js:2:3');
    await app.logTerminals.handleTerminalLink(link);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.fsPath, files[0]);
    assert.deepEqual(editor?.selection.active, new vscode.Position(1, 2));

    const person = new Person();
    try {
      const [address] = linksOf('web    | on http://0.0.0.0:3000/a');
      assert.ok(address);
      await app.logTerminals.handleTerminalLink(address);
      assert.match(person.opened[0] ?? '', /^http:\/\/.*\ba$/);
      assert.doesNotMatch(person.opened[0] ?? '', /3000/);
    } finally {
      person.leave();
    }
    assert.deepEqual(linksOf('nobody | /app/main.js:2:3'), []);
  });

  it('show what the container alone has as a read-only document', async () => {
    const [link] = app.logTerminals.provideTerminalLinks({
      ...{ line: 'web    | /own.conf:1', terminal },
    });
    assert.ok(link);
    await app.logTerminals.handleTerminalLink(link);
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.getText() ?? '', /of localhost/);
    assert.equal(document?.uri.path, '/web/own.conf');
  });

  it('end with their terminal', async () => {
    const closed = eventually(
      vscode.window.onDidCloseTerminal,
      () => (vscode.window.terminals.includes(terminal) ? undefined : true),
      'the end of the terminal',
    );
    terminal.dispose();
    await closed;
    const line = 'web    | /own.conf:1';
    const context = { line, terminal };
    assert.deepEqual(app.logTerminals.provideTerminalLinks(context), []);
  });

  it('go on in a terminal from the panel that has the focus', async () => {
    await vscode.commands.executeCommand('hyperbox.projects.showLogs', name);
    const { tabGroups } = vscode.window;
    const focused = eventually(
      (listener) =>
        vscode.Disposable.from(
          tabGroups.onDidChangeTabs(listener),
          tabGroups.onDidChangeTabGroups(listener),
        ),
      () => [...app.panels.open.values()].find(({ isActive }) => isActive),
      'the panel with the focus',
    );
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    const panel = await focused;
    const again = eventually(
      vscode.window.onDidOpenTerminal,
      () => vscode.window.terminals.find((each) => each.name === `Logs: ${name}`),
      'the terminal',
    );
    await vscode.commands.executeCommand('hyperbox.logs.showInTerminal');
    (await again).dispose();
    panel.dispose();
  });

  it('are in the Output view, in the language of saved logs', async () => {
    const { id } = await project();
    assert.ok(id);
    await vscode.commands.executeCommand('hyperbox.projects.showLogsInOutput', name);
    await untilOutput(/T[\d:.]+Z web \| web began\n/);
    await untilOutput(/T[\d:.]+Z worker \| worker began\n/);
  });

  it('rest while the Output view is out of sight, and then have what came meanwhile, once', async () => {
    const hidden = eventually(
      vscode.window.onDidChangeVisibleTextEditors,
      () => (output() === undefined ? true : undefined),
      'the Output view out of sight',
    );
    await vscode.commands.executeCommand('workbench.action.closePanel');
    await hidden;
    await docker('restart', '--time', '0', `${name}-worker-1`);
    await vscode.commands.executeCommand('hyperbox.projects.showLogsInOutput', name);
    const shown = await untilOutput(/(worker began\n[^]*){2}/);
    assert.equal(shown.match(/worker \| worker began\n/g)?.length, 2);
  });

  it('have a language of their own in files that are named so, and leave others alone', async () => {
    for (const [file, language] of [
      ['shop.hyperbox.log', 'hyperbox-log'],
      ['shop.log', 'log'],
    ] as const) {
      const saved = path.join(workspaceFolder(), file);
      files.push(saved);
      await writeFile(saved, '2026-11-22T00:00:00.000Z web | began\n');
      assert.equal((await vscode.workspace.openTextDocument(saved)).languageId, language);
    }
  });

  it('are there when the project is taken down', async () => {
    const person = new Person();
    try {
      person.willSay('Stop and Remove');
      await vscode.commands.executeCommand('hyperbox.projects.down', name);
    } finally {
      person.leave();
    }
    assert.equal(await docker('ps', '--all', '--quiet', '--filter', label), '');
    await vscode.commands.executeCommand('hyperbox.services.showLogsInOutput', name, 'worker');
    await untilOutput(/^(?!.* web \|)(.*Z worker \| worker began\n[^]*){2}$/);
  });
});
