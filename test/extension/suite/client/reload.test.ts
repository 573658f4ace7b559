import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';
import type { Row } from '../../../../client/src/views/tree-state.ts';
import type { ProjectItem } from '../../../../shared/src/protocol/projects.ts';
import type { ReloadItem } from '../../../../shared/src/protocol/reload.ts';
import { activeApp, eventually, workspaceFolder } from './app.ts';
import { docker, ensureImage, image } from './image.ts';
import { Person } from './person.ts';

const name = `hyperbox-reload-verbs-${process.pid}`;

const service = (folder: string): string => `
    image: ${image}
    command: [sh, /work/work.sh]
    init: true
    stop_grace_period: 1s
    volumes: ['./${folder}:/work:ro']`;

const compose = `name: ${name}
services:
  one:${service('one')}
  two:${service('two')}
`;

const script = (mark: string): string => `echo ${mark}\nexec /busybox sleep 600\n`;

describe('the verbs of reloads', function () {
  this.timeout(60_000);
  let app: App;
  const folder = path.join(workspaceFolder(), name);
  const file = (service: string): string => path.join(folder, service, 'work.sh');

  const run = async (command: string, ...args: readonly unknown[]): Promise<void> => {
    await vscode.commands.executeCommand(`hyperbox.${command}`, ...args);
  };
  const when = (what: string, fits: (project: ProjectItem) => boolean): Promise<ProjectItem> =>
    eventually(
      app.projects.onDidChange,
      () => app.projects.items.find((item) => item.name === name && fits(item)),
      what,
    );
  /** Of which services it is on. */
  const whenOn = (...services: readonly string[]): Promise<ProjectItem> =>
    when(`auto restart of ${services.join(', ')}`, (project) => {
      const on = project.services.filter(({ autoRestart }) => autoRestart);
      return on.map((item) => item.name).join() === services.join();
    });
  const whenReload = (what: string, fits: (item: ReloadItem) => boolean): Promise<ReloadItem> =>
    eventually(
      app.reloads.onDidChange,
      () => app.reloads.items.find((item) => item.project === name && fits(item)),
      what,
    );
  const tree = () => app.views.view('reloads')!.tree;
  const rowOf = ({ id }: ReloadItem): Promise<Row> =>
    eventually(tree().onDidChangeTreeData, () => tree().find(`reload:${id}`), 'the row');
  const labels = (): readonly string[] =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  before(async () => {
    app = await activeApp();
    await ensureImage();
    await run('views.projects.focus');
    for (const one of ['one', 'two']) {
      await mkdir(path.dirname(file(one)), { recursive: true });
      await writeFile(file(one), script('first'));
    }
    await writeFile(path.join(folder, 'compose.yaml'), compose);
    await when('the project', () => true);
    await run('projects.start', name);
    await run('views.reloads.focus');
  });

  after(async () => {
    await run('projects.turnAutoRestartOff', name);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
    const filter = ['--filter', `label=com.docker.compose.project=${name}`];
    const ids = await docker('ps', '--all', '--quiet', ...filter);
    if (ids !== '') await docker('rm', '--force', ...ids.split('\n'));
    await docker('network', 'prune', '--force', ...filter);
  });

  it('turn auto restart on and off for one service, and for those of a list', async () => {
    await run('services.turnAutoRestartOn', name, 'one');
    await whenOn('one');
    await run('services.toggleAutoRestart', name, 'two');
    await whenOn('one', 'two');
    await run('services.turnAutoRestartOff', name, 'one');
    await whenOn('two');
    const person = new Person();
    try {
      person.willSay('one');
      await run('projects.chooseAutoRestart', name);
    } finally {
      person.leave();
    }
    await whenOn('one');
    await run('projects.toggleAutoRestart', name);
    await whenOn('one', 'two');
    await run('projects.turnAutoRestartOff', name);
    await whenOn();
    await run('services.turnAutoRestartOn', name, 'one');
    await whenOn('one');
  });

  it('copy a reload as text, open its file and show the logs of its service', async () => {
    await writeFile(file('one'), script('second'));
    const done = await whenReload('the reload', ({ outcome }) => outcome?.kind === 'done');
    const row = await rowOf(done);
    assert.match(row.look.description ?? '', /^restart · .*work\.sh/);
    await run('reloads.copy', row);
    const text = await vscode.env.clipboard.readText();
    assert.match(text, new RegExp(`${name}/one · restart · [^]*saved \\+0 ms[^]*restarted \\+`));
    assert.ok(text.includes(file('one')));
    await run('reloads.openFile', row);
    assert.equal(vscode.window.activeTextEditor?.document.uri.fsPath, file('one'));
    await run('reloads.showLogs', row);
    await eventually(
      vscode.window.tabGroups.onDidChangeTabs,
      () => labels().find((label) => label.includes(`${name} · one`)),
      'the logs',
    );
  });

  it('do it once more, and forget what was', async () => {
    const before = await whenReload('a reload', ({ outcome }) => outcome?.kind === 'done');
    await run('reloads.again', await rowOf(before));
    await whenReload(
      'the second',
      ({ cause, outcome }) => cause === 'again' && outcome?.kind === 'done',
    );
    await run('reloads.clear');
    await eventually(
      app.reloads.onDidChange,
      () => (app.reloads.items.length === 0 ? true : undefined),
      'an empty timeline',
    );
  });

  it('explain what a save would do', async () => {
    await run('reloads.explainRules', name);
    const document = await eventually(
      vscode.workspace.onDidOpenTextDocument,
      () =>
        vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'hyperbox-reload-rules'),
      'the document',
    );
    assert.match(
      document.getText(),
      /## one\n[^]*\| `\.\/one` \| the service restarts \| one mounts/,
    );
    const settings = vscode.workspace.getConfiguration('hyperbox.reload');
    const setTo = async (services: unknown, text: RegExp): Promise<void> => {
      await settings.update('services', services, vscode.ConfigurationTarget.Workspace);
      await eventually(
        vscode.workspace.onDidChangeTextDocument,
        () => (text.test(document.getText()) ? true : undefined),
        `the document as the setting ${JSON.stringify(services)} has it`,
      );
    };
    await setTo({ one: 'none' }, /## one\n[^]*hyperbox\.reload\.services/);
    await setTo(undefined, /## one\n[^]*the service restarts/);
  });
});
