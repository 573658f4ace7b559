import assert from 'node:assert/strict';
import { mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import type { ProjectId } from '#shared/protocol/ids';
import type { Disposable } from '../../../server/src/base/disposable.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { Catalog } from '../../../server/src/projects/catalog.ts';
import type { Choices } from '../../../server/src/projects/store.ts';
import { watchFolders } from '../../../server/src/reload/folder-watcher.ts';
import { TempTree } from './temp-tree.ts';

const compose = (service: string): string => `services:\n  ${service}:\n    image: busybox\n`;

describe('catalogue of projects', () => {
  let tree: TempTree;
  let catalog: Catalog;
  let following: Disposable | undefined;
  const choices = new Map<ProjectId, Choices>();
  afterEach(() => {
    following?.dispose();
    following = undefined;
    catalog.dispose();
    tree.dispose();
    choices.clear();
  });

  const open = async (files: Readonly<Record<string, string>>): Promise<void> => {
    tree = new TempTree(files);
    catalog = new Catalog({
      folders: () => [tree.root],
      choices: () => Promise.resolve(choices),
      choicesFile: tree.path('.state/projects.json'),
      loadCompose,
      environment: {},
      watchFolders,
      log: silentLog,
    });
    await catalog.refresh();
  };
  const follow = async (files: Readonly<Record<string, string>>): Promise<void> => {
    await open(files);
    following = catalog.follow();
    await catalog.refresh();
  };
  /** `folder: services` of every project. */
  const seen = (): string[] =>
    [...catalog.entries.values()].map(
      ({ detected, model }) =>
        `${detected.directory.slice(tree.root.length) || '/'}: ${Object.keys(model?.services ?? {}).join()}`,
    );
  /** Resolves when the catalogue is as it should be. */
  const becomes = (expected: readonly string[]): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = (): boolean => seen().join('\n') === expected.join('\n');
      if (check()) {
        resolve();
        return;
      }
      const timer = setTimeout(() => {
        reject(new Error(`still ${seen().join('; ')}`));
      }, 3000);
      const listening = catalog.onDidChange(() => {
        if (!check()) return;
        clearTimeout(timer);
        listening.dispose();
        resolve();
      });
    });

  it('leaves out stacks that a compose file builds or mounts', async () => {
    const node = '{"scripts":{"dev":"vite"}}';
    await open({
      'compose.yaml': `services:
  web:
    build: ./web
  api:
    image: busybox
    volumes: ["./api:/app"]
`,
      'web/package.json': node,
      'web/Dockerfile': 'FROM x',
      'api/package.json': node,
      'api/sub/package.json': node,
      'tools/package.json': node,
      'tools/inner/compose.yaml': compose('x'),
    });
    assert.deepEqual(seen(), ['/: web,api', '/tools: app', '/tools/inner: x']);
  });

  it('leaves out what a Dockerfile above takes in', async () => {
    const node = '{"scripts":{"dev":"vite"}}';
    await open({
      Dockerfile: 'FROM x',
      'ui/package.json': node,
      'svc/Dockerfile': 'FROM x',
      'svc/compose.yaml': compose('y'),
    });
    assert.deepEqual(seen(), ['/: app', '/svc: y']);
  });

  it('keeps members of a monorepo whose root only ties them together', async () => {
    await open({
      'package.json': '{"workspaces":["apps/*"],"scripts":{"dev":"turbo dev"}}',
      'apps/a/package.json': '{"scripts":{"dev":"vite"}}',
      'apps/b/package.json': '{"scripts":{"start":"node x"}}',
      'packages/lib/package.json': '{"main":"dist/index.js"}',
    });
    assert.deepEqual(seen(), ['/apps/a: app', '/apps/b: app']);
  });

  it('loads again only what has changed', async () => {
    await open({ 'a/compose.yaml': compose('one'), 'b/compose.yaml': compose('two') });
    // What was written a moment before the load is read once more, then it is settled.
    for (const file of ['a/compose.yaml', 'b/compose.yaml']) utimesSync(tree.path(file), 1, 1);
    await catalog.refresh();
    const settled = [...catalog.entries.values()];
    await catalog.refresh();
    assert.ok([...catalog.entries.values()].every((entry, i) => entry === settled[i]));
    tree.write({ 'a/compose.yaml': compose('uno') });
    await catalog.refresh();
    assert.deepEqual(seen(), ['/a: uno', '/b: two']);
    assert.equal([...catalog.entries.values()][1], settled[1]);
  });

  it('keeps the id when the compose file is renamed', async () => {
    await open({ 'a/compose.yaml': compose('one') });
    const [before] = catalog.entries.keys();
    renameSync(tree.path('a/compose.yaml'), tree.path('a/docker-compose.yml'));
    await catalog.refresh();
    assert.deepEqual([...catalog.entries.keys()], [before]);
  });

  it('loads with the chosen profiles', async () => {
    await open({ 'compose.yaml': `${compose('one')}    profiles: [p]\n` });
    assert.deepEqual(seen(), ['/: ']);
    choices.set([...catalog.entries.keys()][0]!, { profiles: ['p'] });
    await catalog.refresh();
    assert.deepEqual(seen(), ['/: one']);
  });

  it('keeps the name of a project whose file breaks', async () => {
    await open({ 'compose.yaml': `name: other\n${compose('one')}` });
    tree.write({ 'compose.yaml': 'name: other\nservices: [\n' });
    await catalog.refresh();
    const [entry] = catalog.entries.values();
    assert.equal(entry?.name, 'other');
  });

  it('follows files that come, change and go', async () => {
    await follow({ 'a/README': '' });
    tree.write({ 'a/compose.yaml': compose('one') });
    await becomes(['/a: one']);
    tree.write({ 'a/compose.yaml': compose('two') });
    await becomes(['/a: two']);
    tree.write({ 'a/compose.override.yaml': compose('more') });
    await becomes(['/a: two,more']);
    tree.remove('a/compose.yaml');
    await becomes([]);
  });

  it('follows new folders, and the same folder removed and made again', async () => {
    await follow({});
    for (const service of ['one', 'two']) {
      tree.write({ 'x/y/z/compose.yaml': compose(service) });
      await becomes([`/x/y/z: ${service}`]);
      rmSync(tree.path('x'), { recursive: true });
      await becomes([]);
    }
  });

  it('follows files that a compose file takes in from anywhere', async () => {
    await follow({
      'compose.yaml': 'include: [parts/inner.yaml]\nservices: {}\n',
      'parts/inner.yaml': compose('one'),
    });
    assert.deepEqual(seen(), ['/: one']);
    tree.write({ 'parts/inner.yaml': compose('two') });
    await becomes(['/: two']);
  });

  it('follows .env, .gitignore and devcontainer.json', async () => {
    await follow({ 'a/base.yml': compose('one') });
    tree.write({ 'a/.env': 'COMPOSE_FILE=base.yml\n' });
    await becomes(['/a: one']);
    tree.write({ '.gitignore': 'a/\n' });
    await becomes([]);
    mkdirSync(tree.path('b/.devcontainer'), { recursive: true });
    tree.write({ 'b/.devcontainer/devcontainer.json': '{"image":"x"}' });
    await becomes(['/b: dev']);
    tree.write({ 'b/.devcontainer/devcontainer.json': '{"name":"no image"}' });
    await becomes([]);
  });
});
