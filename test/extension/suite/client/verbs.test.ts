import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { App } from '../../../../client/src/app.ts';
import { serveRegistry, type TestRegistry } from '../../../support/registry.ts';
import { activeApp, eventually } from './app.ts';
import { docker, ensureImage, image } from './image.ts';
import { Person } from './person.ts';

const prefix = `hyperbox-verbs-${process.pid}`;

describe('the verbs of what is on the engine', () => {
  let app: App;
  let person: Person;
  let folder: string;
  let registry: TestRegistry;
  let lists: vscode.Disposable;
  const box = `${prefix}-box`;

  const run = async (command: string, ...args: readonly unknown[]): Promise<void> => {
    await agreed();
    await vscode.commands.executeCommand(`hyperbox.${command}`, ...args);
  };
  const state = (name: string): Promise<string> =>
    docker('inspect', '--format', '{{.State.Status}}', name);
  /** Nothing is asked for but the names, so that the lists of other tests do not matter. */
  const names = async (kind: 'volume' | 'network'): Promise<readonly string[]> =>
    (await docker(kind, 'ls', '--format', '{{.Name}}')).split('\n');
  /** A person acts on what is on the screen: the engine's events bring it there in a moment. */
  const agreed = async (): Promise<void> => {
    const expected = (await engineLines()).join('\n');
    await eventually(
      app.inventory.onDidChange,
      () => listLines(app).join('\n') === expected || undefined,
      `the lists to hold\n${expected}`,
    );
  };
  const shown = (): string => vscode.window.activeTextEditor?.document.getText() ?? '';

  before(async () => {
    app = await activeApp();
    await ensureImage();
    lists = app.inventory.watch(['containers', 'images', 'volumes', 'networks']);
    registry = await refusingRegistry();
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-verbs-'));
    await docker(
      'run',
      '--detach',
      '--init',
      '--name',
      box,
      '-p',
      '127.0.0.1::80',
      image,
      'sleep',
      '600',
    );
  });

  beforeEach(() => {
    person = new Person();
  });

  afterEach(() => {
    person.leave();
  });

  after(async () => {
    registry.dispose();
    lists.dispose();
    await rm(folder, { recursive: true, force: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const ids = await docker('ps', '--all', '--quiet', '--filter', `name=${prefix}`);
    if (ids !== '') await docker('rm', '--force', ...ids.split('\n'));
    for (const kind of ['volume', 'network'] as const) {
      const own = (await names(kind)).filter((name) => name.startsWith(prefix));
      if (own.length > 0) await docker(kind, 'rm', ...own);
    }
    const tags = await docker('images', '--format', '{{.Repository}}:{{.Tag}}', `${prefix}*`);
    if (tags !== '') await docker('rmi', ...tags.split('\n'));
    await docker('rmi', `${registry.host}/x:1`).catch(() => '');
  });

  it('pauses, unpauses, restarts, stops and starts a container', async () => {
    await run('containers.pause', box);
    assert.equal(await state(box), 'paused');
    await run('containers.unpause', box);
    assert.equal(await state(box), 'running');
    await run('containers.restart', box);
    assert.equal(await state(box), 'running');
    await run('containers.stop', box);
    assert.equal(await state(box), 'exited');
    await run('containers.start', box);
    assert.equal(await state(box), 'running');
    assert.deepEqual(person.errors, []);
  });

  it('says so when a verb has nothing to do', async () => {
    await run('containers.start', box);
    assert.match(person.heard.join(), /no container that this can be done to/);
  });

  it('kills only who is confirmed', async () => {
    await run('containers.kill', box);
    assert.equal(await state(box), 'running');
    assert.ok(person.heard.join().includes(box));
    person.willSay('Kill');
    await run('containers.kill', box);
    assert.equal(await state(box), 'exited');
    await run('containers.start', box);
  });

  it('renames, and refuses a name that is taken or wrong', async () => {
    const other = `${prefix}-other`;
    await docker('create', '--name', other, image, 'true');
    person.willSay(other);
    await run('containers.rename', box);
    assert.match(person.heard.join(), /one of this name already/);
    person.willSay('-');
    await run('containers.rename', box);
    assert.match(person.heard.join(), /at least two letters/);
    person.willSay(`${box}2`);
    await run('containers.rename', box);
    assert.equal(await state(`${box}2`), 'running');
    await docker('rename', `${box}2`, box);
    person.willSay('Remove');
    await run('containers.remove', other);
    assert.equal(await docker('ps', '--all', '--quiet', '--filter', `name=${other}`), '');
    assert.deepEqual(person.errors, []);
  });

  it('shows the record, the processes, the logs, the metrics and a shell', async () => {
    await run('containers.inspect', box);
    assert.match(shown(), new RegExp(`"/${box}"`));
    await run('containers.showProcesses', box);
    assert.match(shown(), /sleep 600/);
    await run('containers.showLogs', box);
    await run('containers.showMetrics', box);
    await run('engine.showMetrics');
    const labels = vscode.window.tabGroups.all.flatMap(({ tabs }) =>
      tabs.map(({ label }) => label),
    );
    assert.ok(
      labels.some((label) => label.includes(box)),
      labels.join(),
    );
    await run('containers.openTerminal', box);
    vscode.window.terminals.find(({ name }) => name === box)!.dispose();
    assert.deepEqual(person.errors, []);
  });

  it('copies and opens the address, and copies the id', async () => {
    await run('containers.openInBrowser', box);
    assert.match(person.opened.join(), /:\d+/);
    await run('openAddress', 'file:///etc/passwd');
    await run('openAddress', 'http://localhost:1');
    assert.equal(person.opened.length, 2);
    await run('containers.copyAddress', box);
    await run('containers.copyId', box);
    await run('images.copyName', image);
    assert.deepEqual(person.errors, []);
  });

  it('copies files into a container and out of it', async () => {
    const file = path.join(folder, 'note.txt');
    await writeFile(file, 'hello');
    const place = vscode.Uri.file(folder);
    // Where dialogs show files or folders only, that is asked first.
    const both = vscode.env.remoteName !== undefined || process.platform === 'darwin';
    person.willSay(...(both ? [] : ['Files']), [vscode.Uri.file(file)], '/');
    await run('containers.copyIn', box);
    assert.equal(await docker('exec', box, '/busybox', 'cat', '/note.txt'), 'hello');
    await rm(file);
    person.willSay('/note.txt', [place]);
    await run('containers.copyOut', box);
    assert.equal(await readFile(file, 'utf8'), 'hello');
    assert.deepEqual(person.errors, []);
  });

  it('tags, inspects and removes an image by name', async () => {
    person.willSay(`${prefix}:2`);
    await run('images.tag', image);
    await run('images.inspect', `${prefix}:2`);
    assert.match(shown(), /"RepoTags"/);
    person.willSay('Remove');
    await run('images.remove', `${prefix}:2`);
    assert.equal(await docker('images', '--quiet', `${prefix}:2`), '');
    assert.deepEqual(person.errors, []);
  });

  it('says what stands in the way of removing an image or a volume', async () => {
    const volume = `${prefix}-held`;
    const held = ['--name', `${prefix}-holder`, '--volume', `${volume}:/held`];
    await docker('create', ...held, image, 'true');
    person.willSay('Remove');
    await run('volumes.remove', volume);
    assert.match(person.errors.at(-1) ?? '', /in use.*Remove the containers that use it first\.$/s);
    assert.doesNotMatch(person.errors.at(-1) ?? '', /[0-9a-f]{64}/);
    await docker('rm', `${prefix}-holder`);
    person.willSay('Remove');
    await run('volumes.remove', volume);
    assert.ok(!(await names('volume')).includes(volume));
  });

  it('says what to do when an image cannot be pulled or pushed', async () => {
    await run('images.pull', `${registry.host}/x:1`);
    assert.match(person.errors.join(), /Cannot pull .*\. Check the name, or log in/);
    await docker('tag', image, `${registry.host}/x:1`);
    await run('images.push', `${registry.host}/x:1`);
    assert.match(person.errors.at(-1) ?? '', /Cannot push .*docker login/);
  });

  it('asks what to run an image with, and runs nothing when the form is left', async () => {
    const before = await docker('ps', '--all', '--quiet');
    await left(run('images.run', image));
    assert.equal(await docker('ps', '--all', '--quiet'), before);
    assert.deepEqual(person.errors, []);
  });

  it('creates, inspects and refuses to create again a volume', async () => {
    const name = `${prefix}-data`;
    person.willSay(name);
    await run('volumes.create');
    await eventually(
      app.inventory.onDidChange,
      () => app.inventory.get('volumes', name),
      'the volume',
    );
    person.willSay(name);
    await run('volumes.create');
    assert.match(person.heard.join(), /one of this name already/);
    await run('volumes.inspect', name);
    assert.match(shown(), /"Mountpoint"/);
  });

  it('creates, inspects, connects, disconnects and removes a network', async () => {
    const name = `${prefix}-net`;
    const attached = (): Promise<string> =>
      docker('inspect', '--format', '{{json .NetworkSettings.Networks}}', box);
    person.willSay(name);
    await run('networks.create');
    await run('networks.inspect', name);
    assert.match(shown(), /"Driver"/);
    person.willSay(box);
    await run('networks.connect', name);
    assert.ok((await attached()).includes(name));
    person.willSay('Remove');
    await run('networks.remove', name);
    assert.match(person.errors.join(), /Disconnect or remove its containers first\.$/);
    person.willSay(box);
    await run('networks.disconnect', name);
    assert.ok(!(await attached()).includes(name));
    person.willSay('Remove');
    await run('networks.remove', name);
    assert.ok(!(await names('network')).includes(name));
    assert.equal(person.errors.length, 1);
  });

  it('says what a clean-up would take, and takes nothing without a yes', async () => {
    await docker('volume', 'create', `${prefix}-unused`);
    await docker('network', 'create', `${prefix}-unused`);
    await docker('create', '--name', `${prefix}-stopped`, image, 'true');
    await docker('tag', image, `${prefix}:unused`);
    for (const kind of ['containers', 'volumes', 'networks']) await run(`${kind}.prune`);
    await run('images.prune');
    await run('images.pruneUnused');
    await run('images.pruneBuildCache');
    assert.ok(person.heard.join('\n').includes(`${prefix}-unused`));
    assert.ok(person.heard.join('\n').includes(`${prefix}-stopped`));
    assert.ok((await names('volume')).includes(`${prefix}-unused`));
    assert.equal(await state(`${prefix}-stopped`), 'created');
    assert.deepEqual(person.errors, []);
  });

  it('looks for the engine again and offers the ones there are', async () => {
    await run('engine.select');
    assert.match(person.heard.join(), /Automatic/);
    await run('engine.retry');
    assert.equal(app.engine.state.kind, 'connected');
    await run('engine.copyCommand');
    await run('showOutput');
    assert.deepEqual(person.errors, []);
  });

  it('clears the filter of every list', async () => {
    for (const name of ['projects', 'containers', 'images', 'volumes', 'networks'] as const) {
      const view = app.views.view(name)!;
      view.filter = 'x';
      await run(`${name}.clearFilter`);
      assert.equal(view.filter, '');
      await left(run(`${name}.filter`));
    }
  });
});

/** Goes away from what a command asks, which it may not have asked yet. */
const left = async (asking: Promise<void>): Promise<void> => {
  const closing = setInterval(() => {
    void vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }, 50);
  try {
    await asking;
  } finally {
    clearInterval(closing);
  }
};

/** Ours on the engine, as its own client tells it. */
const engineLines = async (): Promise<readonly string[]> => {
  const format = '{{.Names}} {{.State}} {{.Networks}}';
  const boxes = await docker('ps', '--all', '--no-trunc', '--format', format);
  const others = await Promise.all(
    (['volume', 'network'] as const).map((kind) => docker(kind, 'ls', '--format', '{{.Name}}')),
  );
  const tags = await docker('images', '--format', '{{.Repository}}:{{.Tag}}');
  return ours([boxes, ...others, tags].flatMap((text) => text.split('\n')));
};

const listLines = ({ inventory }: App): readonly string[] =>
  ours([
    ...inventory
      .items('containers')
      .map(({ name, status, networks }) => `${name} ${status} ${networks.join(',')}`),
    ...inventory.items('volumes').map(({ name }) => name),
    ...inventory.items('networks').map(({ name }) => name),
    ...inventory.items('images').flatMap(({ tags }) => tags),
  ]);

const ours = (lines: readonly string[]): readonly string[] =>
  lines
    .filter((line) => line.startsWith(prefix))
    .map((line) => line.replace(/\S+,\S+$/, (list) => list.split(',').sort().join()))
    .sort();

/** Lets nobody in: neither to pull nor to push. */
const refusingRegistry = (): Promise<TestRegistry> =>
  serveRegistry((request, response) => {
    response.setHeader('Docker-Distribution-Api-Version', 'registry/2.0');
    response.setHeader('Content-Type', 'application/json');
    if (request.url === '/v2/') {
      response.end('{}');
      return;
    }
    response.writeHead(403);
    response.end(JSON.stringify({ errors: [{ code: 'DENIED', message: 'access denied' }] }));
  });
