import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';
import type { ContainerItem } from '../../../../shared/src/protocol/inventory.ts';
import type { ProjectItem } from '../../../../shared/src/protocol/projects.ts';
import { activeApp, eventually, workspaceFolder } from './app.ts';
import { docker, ensureImage, image } from './image.ts';
import { Person } from './person.ts';

const name = `hyperbox-preview-${process.pid}`;

const compose = (services: readonly string[]): string =>
  [
    `name: ${name}`,
    'services:',
    ...services.map(
      (service) =>
        `  ${service}: { image: "${image}", command: [sleep, "600"], init: true, volumes: [".:/here"] }`,
    ),
    '',
  ].join('\n');

const isOneOff = ({ compose: own }: ContainerItem): boolean => own?.project === name && own.oneOff;

describe('a look ahead, and a command run once', function () {
  this.timeout(60_000);
  let app: App;
  let person: Person;
  const folder = path.join(workspaceFolder(), name);
  const file = path.join(folder, 'compose.yaml');

  const run = async (command: string, ...args: readonly unknown[]): Promise<void> => {
    await vscode.commands.executeCommand(`hyperbox.${command}`, ...args);
  };
  const when = (what: string, fits: (project: ProjectItem) => boolean) =>
    eventually(
      app.projects.onDidChange,
      () => app.projects.items.find((item) => item.name === name && fits(item)),
      what,
    );
  const containers = async (): Promise<readonly string[]> => {
    const label = `label=com.docker.compose.project=${name}`;
    const text = await docker('ps', '--all', '--format', '{{.Names}}', '--filter', label);
    return text.split('\n').filter((line) => line !== '');
  };
  const isUp = (service: string) => (project: ProjectItem) =>
    project.services.some((item) => item.name === service && item.state === 'running');

  before(async () => {
    app = await activeApp();
    await ensureImage();
    await run('views.projects.focus');
    await mkdir(folder);
    await writeFile(file, compose(['web', 'old']));
    await when('the project', () => true);
  });

  beforeEach(() => {
    person = new Person();
  });

  afterEach(() => {
    person.leave();
  });

  after(async () => {
    for (const id of await containers()) await docker('rm', '--force', '--volumes', id);
    await docker('network', 'rm', `${name}_default`);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await rm(folder, { recursive: true, force: true });
  });

  it('shows what a start would do, with a way to start', async () => {
    const told = person.heard.length;
    await run('projects.preview', name);
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(path.basename(document?.uri.path ?? ''), 'start-preview.txt');
    assert.match(document?.getText() ?? '', new RegExp(`container ${name}-web-1: create`));
    assert.match(person.heard[told] ?? '', /would change 3 things/);
    assert.deepEqual(await containers(), []);
    person.willSay('Start');
    await run('projects.preview', name);
    await when('both to run', (project) => isUp('web')(project) && isUp('old')(project));
    assert.deepEqual(person.errors, []);
  });

  it('says when a start would change nothing', async () => {
    await run('projects.preview', name);
    assert.match(person.heard.at(-1) ?? '', /would change nothing/);
  });

  it('runs a command once, as a terminal, and leaves no container of it', async () => {
    const { tree } = app.views.view('projects')!;
    const { id } = await when('the project', () => true);
    const row = await eventually(
      tree.onDidChangeTreeData,
      () => tree.find(`service:${id}/web`),
      'the row',
    );
    const watching = app.inventory.watch(['containers']);
    const oneOff = () => app.inventory.items('containers').find(isOneOff);
    try {
      person.willSay(
        `sh -c 'until stty size | grep [1-9] > /here/size; do :; done; while [ ! -e /here/end ]; do :; done'`,
      );
      await run('services.runOnce', row);
      const { onDidChange } = app.inventory;
      const { name: made } = await eventually(onDidChange, oneOff, 'its container');
      assert.match(made, new RegExp(`^${name}-web-run-[0-9a-f]{12}$`));
      await writeFile(path.join(folder, 'end'), '');
      await eventually(onDidChange, () => oneOff() === undefined || undefined, 'its removal');
      assert.match(await readFile(path.join(folder, 'size'), 'utf8'), /^\d+ \d+\n$/);
      assert.ok(vscode.window.terminals.some((terminal) => terminal.name.startsWith('web: sh')));
    } finally {
      watching.dispose();
      for (const terminal of vscode.window.terminals) terminal.dispose();
    }
    assert.deepEqual(person.errors, []);
  });

  it('offers to remove what the file does not have any more', async () => {
    await writeFile(file, compose(['web']));
    await when('the orphan', ({ services }) => services.some(({ orphan }) => orphan));
    person.willSay('Remove');
    await run('projects.start', name);
    assert.ok(person.heard.some((text) => text.includes(`${name}-old-1`)));
    await when('it to be gone', ({ services }) => services.every((item) => item.name === 'web'));
    assert.deepEqual(await containers(), [`${name}-web-1`]);
    assert.deepEqual(person.errors, []);
  });
});
