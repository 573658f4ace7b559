import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { isGitWriting } from '../../../../server/src/reload/git-lock.ts';
import { Quiet } from '../../../../server/src/reload/quiet.ts';
import { SeenFiles } from '../../../../server/src/reload/seen-files.ts';
import { WatchBed } from './watch-bed.ts';

const names = Array.from({ length: 2000 }, (_, i) => `src/${String(i % 50)}/file-${String(i)}`);

describe('a checkout of 2,000 files', () => {
  let bed: WatchBed;
  let quiet: Quiet;
  /** What was written in each burst. */
  let bursts: string[][];
  let wake: () => void = () => undefined;

  before(async function () {
    this.timeout(30_000);
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
    bursts = [];
    const pending = new Set<string>();
    const seen = new SeenFiles();
    quiet = new Quiet({
      clock: systemClock,
      isBusy: () => isGitWriting(bed.tree.root, Date.now()),
      onQuiet: () => {
        bursts.push([...pending]);
        pending.clear();
        wake();
      },
    });
    bed = await WatchBed.open({
      seen,
      ignored: (path) => path === '.git',
      onNews: ({ path, kind }) => {
        if (kind === 'written') pending.add(path);
        quiet.disturb();
      },
    });
  });
  after(() => {
    quiet.dispose();
    bed.dispose();
  });

  const git = async (...args: readonly string[]): Promise<void> => {
    const as = ['-c', 'user.name=test', '-c', 'user.email=test@localhost'];
    await promisify(execFile)('git', ['-C', bed.tree.root, ...as, ...args]);
  };
  const write = (text: string): void => {
    bed.tree.write(Object.fromEntries(names.map((name) => [name, `${text} ${name}`])));
  };
  const burst = (): Promise<void> => new Promise((resolve) => (wake = resolve));

  it('is heard whole, in one burst or two', async function () {
    this.timeout(30_000);
    await git('init', '-q');
    const first = burst();
    write('one');
    await git('add', '.');
    await git('commit', '-qm', 'one');
    await git('checkout', '-qb', 'other');
    write('two');
    await git('commit', '-qam', 'two');
    await first;
    // What is left of all that is heard before the marker is.
    await bed.soFar();
    await burst();
    bursts.length = 0;
    const startedAt = performance.now();
    const checkout = git('checkout', '-q', '-');
    while (bursts.flat().length < names.length) await burst();
    await checkout;
    assert.deepEqual(new Set(bursts.flat()), new Set(names));
    // Where a processor has to be waited for, the last of it may come late, and git itself take long:
    // what never falls quiet is acted on all the same.
    const most = 2 + Math.floor((performance.now() - startedAt) / 2000);
    assert.ok(bursts.length <= most, `${String(bursts.length)} bursts`);
  });
});
