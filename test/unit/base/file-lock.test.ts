import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { HyperBoxError } from '../../../server/src/base/error.ts';
import { withFileLock } from '../../../server/src/base/file-lock.ts';

describe('a lock between processes', function () {
  this.timeout(30_000);
  let folder: string;
  let children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-lock-'));
  });
  afterEach(async () => {
    for (const child of children) child.kill('SIGKILL');
    children = [];
    await rm(folder, { recursive: true, force: true });
  });

  /** A process that counts in a file, reading and writing in two steps, under the lock. */
  const counter = (times: number): ChildProcess => {
    const path = fileURLToPath(new URL('file-lock-child.ts', import.meta.url));
    const child = fork(path, [folder, String(times)]);
    children.push(child);
    return child;
  };

  it('lets one process in at a time', async () => {
    await writeFile(join(folder, 'count'), '0');
    const ends = [counter(20), counter(20), counter(20)].map((child) => once(child, 'exit'));
    await Promise.all(ends);
    assert.equal(await readFile(join(folder, 'count'), 'utf8'), '60');
    assert.deepEqual(await readdir(folder), ['count'], 'nothing is left behind');
  });

  it('is taken over from a process that died with it', async () => {
    const child = counter(-1);
    await once(child, 'message');
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(await withFileLock({ folder, key: 'test' }, () => Promise.resolve('in')), 'in');
  });

  it('is taken over from a process whose number another one has now', async () => {
    await withFileLock({ folder, key: 'test' }, async () => {
      const [name = ''] = await readdir(folder);
      const { pid } = JSON.parse(await readFile(join(folder, name), 'utf8')) as { pid: number };
      assert.equal(pid, process.pid);
      await writeFile(join(folder, name), JSON.stringify({ pid, processStart: 'another time' }));
      if (process.platform !== 'linux') return;
      assert.equal(await withFileLock({ folder, key: 'test' }, () => Promise.resolve('in')), 'in');
    });
  });

  it('says whom it waits for, and stops waiting when it is told to', async () => {
    const abort = new AbortController();
    const held: number[] = [];
    await withFileLock({ folder, key: 'test' }, async () => {
      await assert.rejects(
        withFileLock(
          {
            folder,
            key: 'test',
            signal: abort.signal,
            onWait: ({ pid }) => {
              held.push(pid);
              abort.abort();
            },
          },
          () => Promise.resolve(),
        ),
        (error) => error instanceof HyperBoxError && error.code === 'cancelled',
      );
    });
    assert.deepEqual(held, [process.pid]);
  });

  it('is free again after work that failed', async () => {
    await assert.rejects(
      withFileLock({ folder, key: 'test' }, () => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await withFileLock({ folder, key: 'test' }, () => Promise.resolve(1)), 1);
  });
});
