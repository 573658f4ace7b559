import assert from 'node:assert/strict';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';
import type { Row } from '../../../../client/src/views/tree-state.ts';
import type { ProjectItem } from '../../../../shared/src/protocol/projects.ts';
import { activeApp, eventually, workspaceFolder } from './app.ts';
import { docker, ensureImage, image } from './image.ts';
import { Person } from './person.ts';

const name = `hyperbox-project-verbs-${process.pid}`;
const proposed = `hyperbox-proposed-${process.pid}`;

const compose = `name: ${name}
services:
  built:
    build: .
    init: true
    volumes: [data:/data]
  pulled:
    image: ${image}
    command: [sleep, '600']
    init: true
  extra:
    image: ${image}
    command: [sleep, '600']
    profiles: [debug]
volumes:
  data:
`;

const dockerfile = (mark: string): string =>
  `FROM ${image}\nLABEL hyperbox.mark=${mark}\nCMD ["sleep", "600"]\n`;

describe('the verbs of projects and services', function () {
  this.timeout(60_000);
  let app: App;
  let person: Person;
  const folder = path.join(workspaceFolder(), name);
  const file = path.join(folder, 'compose.yaml');
  const bare = path.join(workspaceFolder(), proposed);

  const run = async (command: string, ...args: readonly unknown[]): Promise<void> => {
    await vscode.commands.executeCommand(`hyperbox.${command}`, ...args);
  };
  const find = (wanted: string): ProjectItem | undefined =>
    app.projects.items.find((item) => item.name === wanted);
  /** What a command did is in the list a moment later. */
  const when = (what: string, fits: (project: ProjectItem) => boolean, of = name) =>
    eventually(
      app.projects.onDidChange,
      () => {
        const project = find(of);
        return project !== undefined && fits(project) ? project : undefined;
      },
      what,
    );
  const whenRow = (id: string): Promise<Row> => {
    const { tree } = app.views.view('projects')!;
    return eventually(tree.onDidChangeTreeData, () => tree.find(id), id);
  };
  const serviceRow = (service: string): Promise<Row> =>
    whenRow(`service:${find(name)!.id}/${service}`);
  const isUp = (service: string, up: boolean) => (project: ProjectItem) =>
    project.services.some((item) => item.name === service && (item.state === 'running') === up);
  const inspect = (service: string, field: string): Promise<string> =>
    docker('inspect', '--format', `{{${field}}}`, `${name}-${service}-1`);
  const ours = (kind: 'ps' | 'volume' | 'network', of = name): Promise<string> => {
    const filter = ['--quiet', '--filter', `label=com.docker.compose.project=${of}`];
    return docker(...(kind === 'ps' ? ['ps', '--all'] : [kind, 'ls']), ...filter);
  };
  const shown = (): vscode.Uri | undefined => vscode.window.activeTextEditor?.document.uri;
  const labels = (): readonly string[] =>
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));

  before(async () => {
    app = await activeApp();
    await ensureImage();
    await run('views.projects.focus');
    await Promise.all([mkdir(folder), mkdir(bare)]);
    await writeFile(path.join(folder, 'Dockerfile'), dockerfile('first'));
    await writeFile(file, compose);
    await when('the project', () => true);
  });

  beforeEach(() => {
    person = new Person();
  });

  afterEach(() => {
    person.leave();
  });

  after(async () => {
    await run('projects.showAll');
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await Promise.all([folder, bare].map((path) => rm(path, { recursive: true, force: true })));
    for (const project of [name, proposed]) {
      const ids = await ours('ps', project);
      if (ids !== '') await docker('rm', '--force', '--volumes', ...ids.split('\n'));
      for (const kind of ['volume', 'network'] as const) {
        const left = await ours(kind, project);
        if (left !== '') await docker(kind, 'rm', ...left.split('\n'));
      }
      const tags = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', `${project}*`);
      if (tags !== '') await docker('rmi', ...tags.split('\n'));
    }
  });

  it('opens the compose file, and a service where it is declared', async () => {
    await run('projects.openComposeFile', name);
    assert.equal(shown()?.fsPath, file);
    await run('services.openDefinition', await serviceRow('pulled'));
    assert.equal(shown()?.fsPath, file);
    const line = vscode.window.activeTextEditor!.selection.active.line;
    assert.match(compose.split('\n')[line]!, /pulled:/);
  });

  it('restarts a project, and one service alone', async () => {
    await run('projects.start', name);
    await when('both to run', (project) => isUp('built', true)(project));
    const before = await inspect('built', '.State.StartedAt');
    await run('projects.restart', name);
    const between = await inspect('built', '.State.StartedAt');
    assert.notEqual(between, before);
    await when('both to run', (project) => isUp('pulled', true)(project));
    await run('services.restart', await serviceRow('pulled'));
    assert.equal(await inspect('built', '.State.StartedAt'), between);
    assert.deepEqual(person.errors, []);
  });

  it('stops one service alone', async () => {
    await when('it to run', isUp('pulled', true));
    await run('services.stop', await serviceRow('pulled'));
    assert.equal(await inspect('pulled', '.State.Status'), 'exited');
    assert.equal(await inspect('built', '.State.Status'), 'running');
  });

  it('rebuilds a service, and a project', async () => {
    const mark = '.Config.Labels';
    await writeFile(path.join(folder, 'Dockerfile'), dockerfile('second'));
    await run('services.rebuild', await serviceRow('built'));
    assert.match(await inspect('built', mark), /hyperbox\.mark:second/);
    await writeFile(path.join(folder, 'Dockerfile'), dockerfile('third'));
    await run('projects.rebuild', name);
    assert.match(await inspect('built', mark), /hyperbox\.mark:third/);
    assert.equal(await inspect('pulled', '.State.Status'), 'running');
    assert.deepEqual(person.errors, []);
  });

  it('shows the logs and the metrics', async () => {
    await run('projects.showLogs', name);
    await run('projects.showMetrics', name);
    await run('services.showLogs', await serviceRow('built'));
    await eventually(
      vscode.window.tabGroups.onDidChangeTabs,
      () => labels().filter((label) => label.includes(name)).length === 3 || undefined,
      'the three panels',
    );
    assert.ok(
      labels().some((label) => label.includes(`${name} · built`)),
      labels().join(),
    );
    assert.deepEqual(person.errors, []);
  });

  it('remembers the profiles that start with it, from the list and from their rows', async () => {
    const isActive = (active: boolean) => (project: ProjectItem) =>
      project.profiles.some((profile) => profile.name === 'debug' && profile.active === active);
    person.willSay('debug');
    await run('projects.selectProfiles', name);
    const { id } = await when('the profile', isActive(true));
    await run('profiles.deactivate', await whenRow(`profile:${id}/debug`));
    await when('no profile', isActive(false));
    await run('profiles.activate', await whenRow(`profile:${id}/debug`));
    await when('the profile', isActive(true));
    person.willSay('');
    await run('projects.selectProfiles', name);
    await when('no profile', isActive(false));
  });

  it('takes down who is confirmed; the volumes only when that is asked for', async () => {
    await run('projects.down', name);
    assert.notEqual(await ours('ps'), '');
    person.willSay('Stop and Remove');
    await run('projects.down', name);
    assert.equal(await ours('ps'), '');
    assert.equal(await ours('network'), '');
    assert.notEqual(await ours('volume'), '');
    await when('nothing to run', isUp('built', false));
    person.willSay('Remove');
    await run('projects.downWithVolumes', name);
    assert.match(person.heard.at(-1) ?? '', /all that is in its volumes\?\n.*volume .*data/s);
    assert.equal(await ours('volume'), '');
    await run('projects.down', name);
    assert.match(person.heard.at(-1) ?? '', /has nothing on the engine/);
    assert.deepEqual(person.errors, []);
  });

  it('shows the file that it would use for a project without one, and starts only on a yes', async () => {
    await writeFile(path.join(bare, 'Dockerfile'), dockerfile('bare'));
    await when('the project', () => true, proposed);
    await run('projects.start', proposed);
    assert.match(person.heard.join(), /has no compose file/);
    assert.equal(shown()?.scheme, 'hyperbox-inspect');
    assert.equal(await ours('ps', proposed), '');
    person.willSay('Start Without Saving');
    await run('projects.start', proposed);
    assert.notEqual(await ours('ps', proposed), '');
    await assert.rejects(readFile(path.join(bare, 'compose.yaml')));
    assert.deepEqual(person.errors, []);
  });

  it('saves that file and shows it in place of its preview', async () => {
    await run('projects.saveProposal', proposed);
    assert.equal(shown()?.fsPath, path.join(bare, 'compose.yaml'));
    assert.match(await readFile(path.join(bare, 'compose.yaml'), 'utf8'), /services:/);
    const schemes = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.scheme] : [])),
    );
    assert.ok(!schemes.includes('hyperbox-inspect'));
  });

  it('says how many failed when several of a selection did', async () => {
    const { tree } = app.views.view('projects')!;
    await writeFile(path.join(folder, 'Dockerfile'), 'FROM hyperbox-test/nowhere:0\n');
    await writeFile(path.join(bare, 'Dockerfile'), 'FROM hyperbox-test/nowhere:0\n');
    const rows = await Promise.all(
      [name, proposed].map((of) => whenRow(`project:${find(of)!.id}`)),
    );
    assert.ok(rows.every((row) => tree.find(row.id) === row));
    await run('projects.rebuild', rows[0], rows);
    assert.equal(person.errors.length, 1);
    assert.match(person.errors[0]!, /^2 of 2 failed\. /);
  });

  it('narrows the projects to those of the workspace and back', async () => {
    const elsewhere = `hyperbox-elsewhere-${process.pid}`;
    const label = `com.docker.compose.project=${elsewhere}`;
    const id = await docker(
      'create',
      '--label',
      label,
      '--label',
      'com.docker.compose.service=x',
      image,
    );
    try {
      await when('the other project', () => true, elsewhere);
      const { tree } = app.views.view('projects')!;
      const rowId = `project:${find(elsewhere)!.id}`;
      await whenRow(rowId);
      await run('projects.showOnlyWorkspace');
      const gone = (): true | undefined => (tree.find(rowId) === undefined ? true : undefined);
      await eventually(tree.onDidChangeTreeData, gone, 'the row to go');
      await whenRow(`project:${find(name)!.id}`);
      await run('projects.showAll');
      await whenRow(rowId);
    } finally {
      await docker('rm', id);
    }
  });
});
