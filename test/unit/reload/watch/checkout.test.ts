import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { isGitWriting } from '../../../../server/src/reload/git-lock.ts';
import { Hearing } from '../../../../server/src/reload/hearing.ts';
import { createWatchFiles, type FileWatch } from '../../../../server/src/reload/watcher.ts';
import { TempTree } from '../../projects/temp-tree.ts';

const names = Array.from({ length: 2000 }, (_, i) => `src/${String(i % 50)}/file-${String(i)}`);

describe('a checkout of 2,000 files', () => {
  let tree: TempTree;
  let hearing: Hearing;
  let watch: FileWatch;
  /** What was written in each burst. */
  let bursts: string[][];
  let wake: () => void = () => undefined;

  before(async function () {
    this.timeout(30_000);
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
    bursts = [];
    tree = new TempTree(Object.fromEntries(names.map((name) => [name, `one ${name}`])));
    hearing = new Hearing({
      clock: systemClock,
      rules: { last: undefined, fileChanged: () => undefined },
      foldsCase: false,
      isBusy: () => isGitWriting(tree.root, Date.now()),
      onQuiet: (changes) => {
        const written = [...changes.values()].filter(({ kind }) => kind === 'written');
        bursts.push(written.map(({ path }) => path));
        wake();
      },
    });
    watch = createWatchFiles({ name: process.platform, clock: systemClock })({
      paths: [tree.root],
      ignored: (path) => path === tree.path('.git'),
      onChange: (path, kind) => void hearing.hear(path, { inEditor: false, kind }),
      onError: assert.ifError,
    });
    await watch.ready;
  });
  after(() => {
    hearing.dispose();
    watch.dispose();
    tree.dispose();
  });

  const git = async (...args: readonly string[]): Promise<void> => {
    const as = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    await promisify(execFile)('git', ['-C', tree.root, ...as, ...args]);
  };
  const burst = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  const untilHeard = async (count: number): Promise<void> => {
    while (new Set(bursts.flat()).size < count) await burst();
  };

  it('is heard whole, in one burst', async function () {
    this.timeout(30_000);
    await git('init', '-q');
    await git('add', '.');
    await git('commit', '-qm', 'one');
    await git('checkout', '-qb', 'other');
    tree.write(Object.fromEntries(names.map((name) => [name, `two ${name}`])));
    await git('commit', '-qam', 'two');
    await untilHeard(names.length);
    bursts.length = 0;
    const startedAt = performance.now();
    const checkout = git('checkout', '-q', '-');
    await untilHeard(names.length);
    await checkout;
    // Where a processor has to be waited for, git itself may take long: what never falls quiet is acted
    // on all the same.
    const most = 1 + Math.floor((performance.now() - startedAt) / 2000);
    assert.ok(bursts.length <= most, `${String(bursts.length)} bursts`);
  });
});
