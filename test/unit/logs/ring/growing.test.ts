import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { DiskRings } from '../../../../server/src/logs/ring/disk-rings.ts';
import type { LogView } from '../../../../server/src/logs/ring/contract.ts';
import { openView } from '../../../../server/src/logs/ring/view/view.ts';
import { line, newFolder, openRings, removeFolder, startMs } from './rings.ts';

describe('a ring that grows', function () {
  this.timeout(120_000);
  let folder: string;
  let rings: DiskRings;

  beforeEach(async () => {
    folder = await newFolder();
    rings = openRings(folder);
  });
  afterEach(async () => {
    await rings.dispose();
    await removeFolder(folder);
  });

  it('is read as it was when it was asked, while lines are added', async () => {
    const ring = await rings.open('shop');
    let count = 0;
    const add = (lines: number): void => {
      for (const end = count + lines; count < end; count++) {
        ring.append(line(String(count), { timeMs: startMs + count }));
      }
    };
    const view = openView([{ ring }], { hidden: [] });
    const query = { text: '1', regex: false, matchCase: true };
    for (let round = 0; round < 30; round++) {
      add(700);
      const before = count;
      const reading = view.read({ before: 10, after: 5 });
      const counting = view.count({ query });
      const all = countAll(view);
      add(900);
      const { lines, atEnd } = await reading;
      assert.equal(lines.at(-1)?.text, String(before - 1));
      assert.ok(atEnd);
      const expected = Array.from({ length: before }, (_, n) => n).filter((n) =>
        String(n).includes('1'),
      );
      assert.equal((await counting).total, expected.length);
      assert.equal(await all, before);
    }
  });

  it('shows an earlier line once a later one says that it belongs to it', async () => {
    const ring = await rings.open('shop');
    const query = { text: 'needle', regex: false, matchCase: true };
    const view = openView([{ ring }], { hidden: [], query, context: 1 });
    const read = async (): Promise<string[]> =>
      (await view.read({ before: 10, after: 0 })).lines.map(({ text }) => text);
    for (const text of ['one', 'ERROR two', '  at three']) ring.append(line(text));
    assert.deepEqual(await read(), []);
    ring.append(line('  at needle'));
    assert.deepEqual(await read(), ['one', 'ERROR two', '  at three', '  at needle']);
    ring.append(line('five'));
    ring.append(line('six'));
    assert.deepEqual(await read(), ['one', 'ERROR two', '  at three', '  at needle', 'five']);
  });

  it('tells how many lines have come since one', async () => {
    const ring = await rings.open('shop');
    const view = openView([{ ring }], { hidden: ['db'] });
    for (let n = 0; n < 2000; n++) ring.append(line(String(n)));
    const { lines } = await view.read({ before: 1, after: 0 });
    const after = lines[0]?.at;
    assert.deepEqual(await view.count({ after }), { total: 0, upTo: 0 });
    for (let n = 0; n < 2000; n++) ring.append(line('x', { source: n % 4 === 0 ? 'web' : 'db' }));
    assert.deepEqual(await view.count({ after }), { total: 500, upTo: 500 });
  });

  it('has lines of more containers than a file can name', async () => {
    const ring = await rings.open('shop');
    const count = 66_000;
    for (let n = 0; n < count; n++) ring.append(line(String(n), { containerId: `c${n}` }));
    const wrong: unknown[] = [];
    let seen = 0;
    for await (const lines of openView([{ ring }], { hidden: [] }).lines()) {
      for (const { text, containerId } of lines) {
        if (text !== String(seen++) || containerId !== `c${text}`) wrong.push([text, containerId]);
      }
    }
    assert.deepEqual(wrong, []);
    assert.equal(seen, count);
    assert.equal(ring.origins.length, count);
  });

  it('is read in parts where lines are very long', async () => {
    const ring = await rings.open('shop');
    const long = 'x'.repeat(5 * 1024 * 1024);
    for (let n = 0; n < 20; n++) ring.append(line(`${n} ${long}`, { timeMs: startMs + n }));
    const view = openView([{ ring }], { hidden: [] });
    const { lines, atStart, atEnd } = await view.read({ before: 20, after: 0 });
    assert.ok(lines.length > 0 && lines.length < 5);
    assert.deepEqual([atStart, atEnd], [false, true]);
    assert.ok(lines.at(-1)?.text.startsWith('19 '));
    const numbers: number[] = [];
    for await (const part of view.lines()) {
      assert.ok(part.length < 5);
      numbers.push(...part.map(({ text }) => Number.parseInt(text, 10)));
    }
    assert.deepEqual(
      numbers,
      Array.from({ length: 20 }, (_, n) => n),
    );
    const query = { text: '1', regex: false, matchCase: false };
    assert.equal((await openView([{ ring }], { hidden: [], query }).count({})).total, 11);
  });

  it('takes no more memory for a million lines than for ten thousand', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const ring = await rings.open('shop');
    const view = openView([{ ring }], { hidden: [] });
    const add = async (from: number, to: number): Promise<void> => {
      for (let n = from; n < to; n++) {
        ring.append(line(`INFO request ${n} took ${n % 100} ms ${'x'.repeat(60)}`));
        if (ring.isBehind) await ring.drained();
      }
      const { total } = await view.count({
        query: { text: 'TOOK 7', regex: false, matchCase: false },
      });
      assert.equal(total, to * 0.11);
    };
    await add(0, 10_000);
    const small = heap();
    await add(10_000, 1_000_000);
    const large = heap();
    assert.equal(ring.statistics.records, 1_000_000);
    assert.ok(large < small + 4 * 1024 * 1024, `${small} bytes before, ${large} after`);
  });
});

const countAll = async (view: LogView): Promise<number> => {
  let count = 0;
  for await (const lines of view.lines()) count += lines.length;
  return count;
};
