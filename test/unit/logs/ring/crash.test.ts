import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { line, newFolder, openRings, removeFolder, textsOf } from './rings.ts';

describe('a ring whose server is killed while it writes', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => removeFolder(folder));

  /** Kills it some lines after it has said for the `flushes`th time that it has flushed. */
  const writeAndDie = async (from: number, flushes: number): Promise<number> => {
    const path = fileURLToPath(new URL('crash-child.ts', import.meta.url));
    const child = fork(path, [folder, String(from)], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let flushed = -1;
    let left = flushes;
    child.on('message', (n) => {
      flushed = Number(n);
      left--;
      if (left === 0) child.kill('SIGKILL');
    });
    await once(child, 'exit');
    return flushed;
  };

  it('has everything that was flushed, nothing torn, and goes on', async () => {
    let next = 0;
    for (const flushes of [1, 3, 20, 47, 160]) {
      const flushed = await writeAndDie(next, flushes);
      const rings = openRings(folder, { ringBytes: 4 * 1024 * 1024 });
      const ring = await rings.open('shop');
      const texts = await textsOf(ring);
      const first = Number.parseInt(texts[0] ?? '', 10);
      assert.deepEqual(
        texts,
        texts.map((_, index) => `${first + index} ${'x'.repeat((first + index) % 300)}`),
      );
      const last = first + texts.length - 1;
      assert.ok(last >= flushed, `${last} is kept of ${flushed} that were flushed`);
      next = last + 1;
      ring.append(line(`${next} ${'x'.repeat(next % 300)}`));
      next++;
      await rings.dispose();
    }
  });
});
