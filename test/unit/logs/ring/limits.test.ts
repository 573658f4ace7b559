import assert from 'node:assert/strict';
import { readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { silentLog } from '../../../../server/src/base/log.ts';
import type { LogRing } from '../../../../server/src/logs/ring/contract.ts';
import { DiskRings } from '../../../../server/src/logs/ring/disk-rings.ts';
import { openView } from '../../../../server/src/logs/ring/view/view.ts';
import {
  line,
  newFolder,
  openRings,
  removeFolder,
  ringFiles,
  startMs,
  textsOf,
  wide,
} from './rings.ts';

const kilobyte = 1024;
const dayMs = 24 * 3600 * 1000;

describe('the limits of rings', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => removeFolder(folder));

  const bytesOnDisk = async (): Promise<number> => {
    const files = await ringFiles(folder);
    const sizes = await Promise.all(files.map(async (file) => (await stat(file)).size));
    return sizes.reduce((sum, size) => sum + size, 0);
  };

  const fill = async (
    ring: LogRing,
    { from = 0, lines, msEach = 1 }: { from?: number; lines: number; msEach?: number },
  ): Promise<void> => {
    for (let n = from; n < from + lines; n++) {
      ring.append(line(`${n} ${'x'.repeat(80)}`, { timeMs: startMs + n * msEach }));
    }
    await ring.flush();
  };

  const numbersOf = async (ring: LogRing): Promise<number[]> =>
    (await textsOf(ring)).map((text) => Number.parseInt(text, 10));

  const countFrom = (from: number, to: number): number[] =>
    Array.from({ length: to - from }, (_, n) => from + n);

  it('keep the newest lines within the bytes of a ring', async () => {
    const limit = 256 * kilobyte;
    const rings = openRings(folder, { ringBytes: limit });
    const ring = await rings.open('shop');
    for (let from = 0; from < 20_000; from += 500) {
      await fill(ring, { from, lines: 500 });
      assert.ok(ring.statistics.bytes <= limit);
    }
    const numbers = await numbersOf(ring);
    assert.deepEqual(numbers, countFrom(numbers[0] ?? 0, 20_000));
    assert.ok(numbers.length > 1500, `${numbers.length} lines are kept`);
    assert.equal(ring.statistics.records, numbers.length);
    await rings.dispose();
    assert.ok((await bytesOnDisk()) <= limit);
  });

  it('remove files that were still to be written', async () => {
    const rings = openRings(folder, { ringBytes: 16 * kilobyte });
    const ring = await rings.open('shop');
    // Much more than the ring holds, before the disk had a turn.
    for (let n = 0; n < 50_000; n++) ring.append(line(`${n} ${'x'.repeat(80)}`));
    assert.equal((await numbersOf(ring)).at(-1), 49_999);
    await rings.dispose();
    assert.ok((await bytesOnDisk()) <= 16 * kilobyte);
    const again = openRings(folder);
    assert.equal((await numbersOf(await again.open('shop'))).at(-1), 49_999);
    await again.dispose();
  });

  it('let a line be larger than all of a ring', async () => {
    const rings = openRings(folder, { ringBytes: 16 * kilobyte });
    const ring = await rings.open('shop');
    for (const text of ['before', 'x'.repeat(100 * kilobyte), 'after']) ring.append(line(text));
    assert.equal((await textsOf(ring)).at(-1), 'after');
    await rings.dispose();
  });

  it('let lines go that are too old, with an eighth of the age to spare', async () => {
    let now = startMs;
    const rings = openRings(folder, { ageMs: 7 * dayMs }, { ...systemClock, now: () => now });
    const ring = await rings.open('shop');
    const hourMs = 3600 * 1000;
    // A line an hour: little enough for one file.
    for (let n = 0; n < 24 * 30; n++) {
      now = startMs + n * hourMs;
      ring.append(line(String(n), { timeMs: now }));
    }
    const numbers = await numbersOf(ring);
    assert.deepEqual(numbers, countFrom(numbers[0] ?? 0, 720));
    assert.ok(numbers.length >= 7 * 24 && numbers.length <= 8 * 24, String(numbers.length));
    now += 30 * dayMs;
    await rings.dispose();
    const again = openRings(folder, { ageMs: 7 * dayMs }, { ...systemClock, now: () => now });
    assert.deepEqual(await numbersOf(await again.open('shop')), []);
    await again.dispose();
  });

  it('count at once for rings that are open', async () => {
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    rings.setLimits({ ringBytes: 1024 * kilobyte, ageMs: Infinity, totalBytes: Infinity });
    await fill(ring, { lines: 8000 });
    rings.setLimits({ ringBytes: 128 * kilobyte, ageMs: Infinity, totalBytes: Infinity });
    assert.ok(ring.statistics.bytes <= 128 * kilobyte);
    await fill(ring, { from: 8000, lines: 10 });
    const numbers = await numbersOf(ring);
    assert.deepEqual(numbers, countFrom(numbers[0] ?? 0, 8010));
    await rings.dispose();
  });

  it('remove the rings that were not used for the longest time, never an open one', async () => {
    const limits = { ringBytes: 1024 * kilobyte, totalBytes: 350 * kilobyte };
    const before = openRings(folder);
    for (const [n, key] of ['a', 'b', 'c', 'd'].entries()) {
      const ring = await before.open(key);
      await fill(ring, { lines: 900 });
      await ring.close();
      const file = (await ringFiles(folder)).find((path) => path.includes(`/${key}-`)) ?? '';
      const used = new Date(startMs + n);
      for (const path of [file, dirname(file)]) await utimes(path, used, used);
    }
    const other = openRings(folder);
    // The oldest, but open in another server.
    const open = await other.open('a');
    await before.dispose();
    const rings = openRings(folder, limits);
    await rings.open('new');
    await rings.dispose();
    const kept = await Promise.all(['a', 'b', 'c', 'd'].map((key) => rings.has(key)));
    assert.deepEqual(kept, [true, false, true, true]);
    assert.equal((await numbersOf(open)).length, 900);
    await other.dispose();
  });

  it('can be that nothing outlives the last one who has a ring open', async () => {
    const limits = { forgetOnClose: true };
    const left = openRings(folder);
    await fill(await left.open('shop'), { lines: 10 });
    await fill(await left.open('other'), { lines: 10 });
    await left.dispose();
    const rings = openRings(folder, limits);
    const ring = await rings.open('shop');
    assert.deepEqual(await numbersOf(ring), []);
    await fill(ring, { lines: 10 });
    assert.deepEqual(await numbersOf(ring), countFrom(0, 10));
    await rings.dispose();
    assert.deepEqual(await ringFiles(folder), []);
    assert.deepEqual(await readdir(join(folder, 'locks')), []);
  });

  it('forget what is before a time, and readers go on from the oldest line', async () => {
    const rings = openRings(folder, { ringBytes: 320 * kilobyte });
    const ring = await rings.open('shop');
    await fill(ring, { lines: 2000 });
    const view = openView([{ ring }], { hidden: [] });
    const { lines: begin } = await view.read({ at: { timeMs: 0 }, before: 0, after: 10 });
    const reading = view.lines()[Symbol.asyncIterator]();
    await reading.next();
    await ring.forgetBefore(startMs + 1500);
    const numbers = await numbersOf(ring);
    const first = numbers[0] ?? 0;
    assert.ok(first > 1000 && first <= 1500, `${first} is the oldest`);
    assert.deepEqual(numbers, countFrom(first, 2000));
    const { lines, atStart } = await view.read({ at: begin[5]?.at, before: 5, after: 1 });
    assert.deepEqual(
      lines.map(({ text }) => Number.parseInt(text, 10)),
      [first],
    );
    assert.ok(atStart);
    // One that was under way skips what is gone.
    const rest: number[] = [];
    for (let next = await reading.next(); !next.done; next = await reading.next()) {
      rest.push(...next.value.map(({ text }) => Number.parseInt(text, 10)));
    }
    assert.deepEqual(rest.slice(-(2000 - first)), countFrom(first, 2000));
    await ring.forgetBefore(Infinity);
    assert.deepEqual(await numbersOf(ring), []);
    assert.deepEqual(ring.origins, []);
    await fill(ring, { from: 2000, lines: 3 });
    assert.deepEqual(await numbersOf(ring), [2000, 2001, 2002]);
    await rings.dispose();
  });

  it('count what could not be written, say so once, and go on when it can be again', async () => {
    const told: string[] = [];
    const log = { ...silentLog, warn: (message: string) => told.push(message) };
    const rings = new DiskRings({ folder, limits: wide, clock: systemClock, log });
    const ring = await rings.open('shop');
    const write = async (texts: readonly string[]): Promise<void> => {
      for (const text of texts) ring.append(line(text));
      await ring.flush();
    };
    await write(['one']);
    const [file = ''] = await ringFiles(folder);
    const place = dirname(file);
    await ring.forgetBefore(Infinity);
    // A file where the folder should be.
    await rm(place, { recursive: true });
    await writeFile(place, '');
    await write(['two', 'three']);
    await write(['four']);
    assert.equal(ring.statistics.lost, 3);
    assert.equal(told.length, 1);
    assert.deepEqual(await textsOf(ring), []);
    await rm(place);
    await write(['five', 'six']);
    assert.deepEqual(await textsOf(ring), ['five', 'six']);
    assert.equal(ring.statistics.lost, 3);
    await rings.dispose();
    const again = openRings(folder);
    assert.deepEqual(await textsOf(await again.open('shop')), ['five', 'six']);
    await again.dispose();
  });

  it('let lines go where there is no place for a ring at all', async () => {
    const told: string[] = [];
    const log = { ...silentLog, warn: (message: string) => told.push(message) };
    const file = join(folder, 'file');
    await writeFile(file, '');
    const rings = new DiskRings({
      folder: join(file, 'logs'),
      limits: wide,
      clock: systemClock,
      log,
    });
    const ring = await rings.open('shop');
    ring.append(line('one'));
    await ring.flush();
    assert.equal(ring.statistics.lost, 1);
    assert.deepEqual(await textsOf(ring), []);
    assert.ok(told.length > 0);
    await rings.dispose();
  });
});
