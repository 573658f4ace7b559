import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';
import type { Row } from '../../../../client/src/views/tree-state.ts';
import type { ProjectItem } from '../../../../shared/src/protocol/projects.ts';
import { terminalsPrinted } from '../../../../shared/src/protocol/terminals.ts';
import { activeApp, eventually, workspaceFolder } from './app.ts';
import { docker, ensureImage, image } from './image.ts';

const name = `hyperbox-client-${process.pid}`;

const compose = `
name: ${name}
services:
  one:
    image: ${image}
    command: [sleep, '600']
    init: true
  two:
    image: ${image}
    command: [sleep, '600']
    init: true
  extra:
    image: ${image}
    command: [sleep, '600']
    profiles: [debug]
`;

describe('a project in the sidebar', () => {
  let app: App;
  let file: string;

  const project = (): ProjectItem | undefined =>
    app.projects.items.find((item) => item.name === name);
  const tree = () => app.views.view('projects')!.tree;
  const rowOf = (service: string): Row | undefined => {
    const found = project();
    return found && tree().find(`service:${found.id}/${service}`);
  };
  const whenRow = (service: string, icon: string): Promise<Row> =>
    eventually(
      tree().onDidChangeTreeData,
      () => {
        const row = rowOf(service);
        return row?.look.icon === icon ? row : undefined;
      },
      `${service} as ${icon}`,
    );

  before(async () => {
    app = await activeApp();
    await ensureImage();
    await vscode.commands.executeCommand('hyperbox.views.projects.focus');
    file = path.join(workspaceFolder(), 'compose.yaml');
    await writeFile(file, compose);
  });

  after(async () => {
    await rm(file, { force: true });
    const filter = `label=com.docker.compose.project=${name}`;
    const ids = (await docker('ps', '--all', '--quiet', '--filter', filter)).split('\n');
    if (ids[0] !== '') await docker('rm', '--force', ...ids);
    await docker('network', 'prune', '--force', '--filter', filter);
  });

  it('is there, grey, as soon as its file is', async () => {
    const row = await whenRow('one', 'circle-large-outline');
    assert.equal(row.look.description, 'not created');
    assert.match(row.look.contextValue, /^absentService/);
    assert.equal(tree().find(`profile:${project()!.id}/debug`)?.look.fold, 'closed');
  });

  it('turns green by Start Project', async () => {
    await vscode.commands.executeCommand('hyperbox.projects.start', name);
    const row = await whenRow('one', 'circle-large-filled');
    assert.match(row.look.contextValue, /^runningService;container/);
    await whenRow('two', 'circle-large-filled');
    assert.equal(rowOf('extra')?.look.contextValue.startsWith('outsideProfileService'), true);
  });

  it('turns red when a container is killed from outside, and redraws no other service', async () => {
    const drawn = new Set<string | undefined>();
    const listening = tree().onDidChangeTreeData((row) => drawn.add(row?.id));
    const red = whenRow('one', 'error');
    await docker('kill', `${name}-one-1`);
    const row = await red;
    listening.dispose();
    assert.match(row.look.description ?? '', /137/);
    const two = rowOf('two');
    assert.ok(two !== undefined && !drawn.has(two.id) && !drawn.has(undefined));
  });

  it('starts one service again from its row', async () => {
    await vscode.commands.executeCommand('hyperbox.services.start', rowOf('one'));
    await whenRow('one', 'circle-large-filled');
  });

  it('shows the record and the processes of a container as read-only documents', async () => {
    await vscode.commands.executeCommand('hyperbox.containers.inspect', rowOf('one'));
    const record = vscode.window.activeTextEditor!.document;
    assert.equal(record.languageId, 'json');
    assert.equal((JSON.parse(record.getText()) as { Name: string }).Name, `/${name}-one-1`);
    await vscode.commands.executeCommand('hyperbox.containers.showProcesses', rowOf('one'));
    assert.match(vscode.window.activeTextEditor!.document.getText(), /PID.*\n[^]*sleep 600/);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('has a terminal that a person can type into', async () => {
    const printed = new vscode.EventEmitter<string>();
    const listening = app.server.on(terminalsPrinted, ({ text }) => {
      printed.fire(text);
    });
    const opened = eventually(
      vscode.window.onDidOpenTerminal,
      () => vscode.window.terminals.find((terminal) => terminal.name === 'one'),
      'the terminal',
    );
    await vscode.commands.executeCommand('hyperbox.containers.openTerminal', rowOf('one'));
    const terminal = await opened;
    let screen = '';
    const has = (text: string) => () => screen.includes(text) || undefined;
    printed.event((text) => (screen += text));
    await eventually(printed.event, has('#'), 'a prompt');
    terminal.sendText('echo $((40 + 2))x');
    await eventually(printed.event, has('42x'), 'the answer');
    terminal.dispose();
    listening.dispose();
  });

  it('remembers auto restart on save', async () => {
    await vscode.commands.executeCommand('hyperbox.projects.toggleAutoRestart', name);
    await eventually(
      app.projects.onDidChange,
      () => project()?.autoRestart === true || undefined,
      'auto restart on',
    );
    await vscode.commands.executeCommand('hyperbox.projects.turnAutoRestartOff', name);
    await eventually(
      app.projects.onDidChange,
      () => project()?.autoRestart === false || undefined,
      'auto restart off',
    );
  });

  it('narrows the rows to a filter and says so', async () => {
    const view = app.views.view('projects')!;
    view.filter = 'two';
    await eventually(
      tree().onDidChangeTreeData,
      () => (rowOf('one') === undefined && rowOf('two') !== undefined ? true : undefined),
      'the filter',
    );
    view.filter = '';
    await whenRow('one', 'circle-large-filled');
  });

  it('is still there when the server was killed and came back', async () => {
    const started = eventually(app.server.onDidStart, counter(), 'another start');
    process.kill(await serverPid(), 'SIGKILL');
    await started;
    await app.projects.settled();
    await whenRow('one', 'circle-large-filled');
    const two = await whenRow('two', 'circle-large-filled');
    assert.match(two.look.contextValue, /^runningService/);
  });

  it('goes from green to grey by Stop Project', async () => {
    await vscode.commands.executeCommand('hyperbox.projects.stop', name);
    const stopped = await eventually(
      app.projects.onDidChange,
      () => (project()?.state === 'stopped' ? project() : undefined),
      'the project to stop',
    );
    assert.ok(stopped.services.every(({ state }) => state !== 'running'));
  });
});

/** Defined from the second time on: the first look is before any event. */
const counter = () => {
  let looks = 0;
  return (): true | undefined => (looks++ > 0 ? true : undefined);
};

/** The child of this extension host that runs our server. */
const serverPid = async (): Promise<number> => {
  for (const entry of await readdir('/proc')) {
    const pid = Number(entry);
    if (!Number.isInteger(pid)) continue;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent === process.pid && line.includes('server.cjs')) return pid;
  }
  throw new Error('the server has no process');
};
