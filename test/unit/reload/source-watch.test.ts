import assert from 'node:assert/strict';
import { relative } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ProjectItem } from '#shared/protocol/projects';
import { systemClock } from '../../../server/src/base/clock.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { isGenerated } from '../../../server/src/reload/generated.ts';
import { isInside } from '../../../server/src/reload/rules/paths.ts';
import type { ReloadRule } from '../../../server/src/reload/rules/rule.ts';
import { SourceWatch } from '../../../server/src/reload/source-watch.ts';
import { createWatchFiles } from '../../../server/src/reload/watcher.ts';
import { TempTree } from '../projects/temp-tree.ts';

describe('the sources of a project', () => {
  let tree: TempTree;
  let watch: SourceWatch;
  const heard = new Set<string>();
  let wake: () => void = () => undefined;

  beforeEach(() => {
    heard.clear();
    tree = new TempTree({
      'app/src/a': '1',
      'app/dist/b': '1',
      'app/node_modules/c': '1',
      'outside/d': '1',
    });
    watch = new SourceWatch({
      watchFiles: createWatchFiles({ name: process.platform, clock: systemClock }),
      log: silentLog,
      onChange: (path) => {
        heard.add(relative(tree.root, path));
        wake();
      },
    });
  });
  afterEach(() => {
    watch.dispose();
    tree.dispose();
  });

  const rule = (origin: ReloadRule['origin'], path: string): ReloadRule => {
    const root = tree.path(path);
    const isFound = origin === 'bind' || origin === 'build';
    const isOut = (inside: string): boolean => isFound && isGenerated(inside, root);
    return {
      ...{ service: 'web', action: 'restart', path: root, origin, initialSync: false },
      ...{ why: '', except: [] },
      covers: (file) => isInside(file, root) && !isOut(file),
      mayCoverIn: (folder) => isInside(root, folder) || (isInside(folder, root) && !isOut(folder)),
    };
  };

  const follow = async (...rules: readonly ReloadRule[]): Promise<void> => {
    const item = { directory: tree.path('app'), workspaceFolder: tree.path('app') };
    watch.set(item as ProjectItem, rules);
    await watch.ready;
  };

  /** Writes all of them, and says which are heard by the time that the last is. */
  const told = async (...paths: readonly string[]): Promise<readonly string[]> => {
    heard.clear();
    const last = paths.at(-1) ?? '';
    for (const path of paths) tree.write({ [path]: String(Math.random()) });
    const limit = AbortSignal.timeout(5000);
    while (!heard.has(last)) {
      await new Promise<void>((resolve, reject) => {
        wake = resolve;
        limit.addEventListener('abort', () => {
          reject(new Error(`heard ${[...heard].join(', ')}`));
        });
      });
    }
    return [...heard].sort();
  };

  it('are what rules are for, without what tools write', async () => {
    await follow(rule('bind', 'app'));
    const paths = ['app/node_modules/c', 'app/node_modules/deep/e', 'app/dist/b', 'app/src/a'];
    assert.deepEqual(await told(...paths), ['app/dist/b', 'app/src/a']);
  });

  it('are not what git ignores, from the moment on that it does', async () => {
    tree.write({ 'app/.gitignore': 'dist\n' });
    await follow(rule('bind', 'app'));
    assert.deepEqual(await told('app/dist/b', 'app/src/a'), ['app/src/a']);
    await told('app/.gitignore');
    await watch.ready;
    assert.deepEqual(await told('app/dist/b'), ['app/dist/b']);
    tree.write({ 'app/src/.gitignore': '*.tmp2\n' });
    assert.deepEqual(await told('app/src/x.tmp2', 'app/src/a'), [
      'app/src/.gitignore',
      'app/src/a',
    ]);
  });

  it('are what git ignores where the compose file says so itself', async () => {
    tree.write({ 'app/.gitignore': 'dist\nnode_modules\n' });
    await follow(rule('bind', 'app'), rule('develop', 'app/dist'));
    assert.deepEqual(await told('app/node_modules/c', 'app/src/a', 'app/dist/b'), [
      'app/dist/b',
      'app/src/a',
    ]);
  });

  it('are what is mounted itself, whatever git thinks of it', async () => {
    tree.write({ 'app/.gitignore': 'dist\n' });
    await follow(rule('bind', 'app/dist'));
    assert.deepEqual(await told('app/dist/b'), ['app/dist/b']);
  });

  it('lie in the workspace, unless the compose file says otherwise itself', async () => {
    await follow(rule('bind', 'outside'), rule('bind', 'app'));
    assert.deepEqual(await told('outside/d', 'app/src/a'), ['app/src/a']);
    await follow(rule('develop', 'outside'), rule('bind', 'app'));
    assert.deepEqual(await told('app/src/a', 'outside/d'), ['app/src/a', 'outside/d']);
  });

  it('are none when there are no rules', async () => {
    await follow(rule('bind', 'app'));
    await follow();
    tree.write({ 'app/src/a': '9' });
    await follow(rule('bind', 'app'));
    assert.deepEqual(await told('app/src/b'), ['app/src/b']);
  });
});
