import assert from 'node:assert/strict';
import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { openView } from '../../../../server/src/logs/ring/view/view.ts';
import { line, newFolder, openRings, removeFolder, ringFiles, startMs, textsOf } from './rings.ts';

describe('a ring whose files are damaged', function () {
  this.timeout(120_000);
  let folder: string;

  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => removeFolder(folder));

  const write = async (texts: readonly string[]): Promise<string> => {
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    for (const [n, text] of texts.entries()) ring.append(line(text, { timeMs: startMs + n }));
    await rings.dispose();
    const [file = ''] = await ringFiles(folder);
    return file;
  };

  const read = async (): Promise<{ readonly texts: string[]; readonly damaged: number }> => {
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    const found = { texts: await textsOf(ring), damaged: ring.statistics.damaged };
    ring.append(line('more'));
    assert.deepEqual(await textsOf(ring), [...found.texts, 'more']);
    await rings.dispose();
    return found;
  };

  const isPartOf = (some: readonly string[], all: readonly string[]): boolean => {
    let at = -1;
    return some.every((text) => (at = all.indexOf(text, at + 1)) >= 0);
  };

  it('has all whole records when its end is cut off anywhere', async () => {
    const texts = ['first', 'second', '', 'the fourth one'];
    const file = await write(texts);
    const bytes = await readFile(file);
    const counts = new Set<number>();
    for (let size = bytes.length - 1; size >= 0; size--) {
      await writeFile(file, bytes.subarray(0, size));
      const { texts: found } = await read();
      assert.deepEqual(found, texts.slice(0, found.length));
      counts.add(found.length);
      for (const other of await ringFiles(folder)) await truncate(other, 0);
    }
    assert.deepEqual([...counts], [3, 2, 1, 0]);
  });

  it('leaves out what a changed byte has spoilt, and says so', async () => {
    const texts = Array.from({ length: 40 }, (_, n) => `line ${n}`);
    const file = await write(texts);
    const bytes = await readFile(file);
    for (let at = 0; at < bytes.length; at += 7) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x5a;
      await writeFile(file, changed);
      const { texts: found, damaged } = await read();
      assert.ok(isPartOf(found, texts), `after a change at ${at}`);
      const header = bytes.indexOf(10);
      const isOfNames = at <= header || bytes.indexOf('}', header) >= at;
      if (!isOfNames) assert.equal(found.length, 39, `after a change at ${at}`);
      if (found.length < 40) assert.ok(damaged > 0);
    }
  });

  it('skips garbage and holes in the middle', async () => {
    const texts = Array.from({ length: 20_000 }, (_, n) => `line ${n}`);
    for (const fill of [0, 0xf5, 0x41, undefined]) {
      const file = await write(texts);
      const { size } = await stat(file);
      const hole = Buffer.alloc(5000, fill ?? 0);
      if (fill === undefined) for (let n = 0; n < hole.length; n++) hole[n] = (n * 7919) >> 3;
      const handle = await open(file, 'r+');
      for (const at of [0.25, 0.5, 0.75]) await handle.write(hole, 0, 5000, Math.floor(size * at));
      await handle.close();
      const { texts: found, damaged } = await read();
      assert.ok(isPartOf(found, texts));
      assert.ok(found.length > 20_000 - 3 * 200 && found.length < 20_000, String(found.length));
      assert.ok(damaged >= 3);
      await removeFolder(folder);
    }
  });

  it('is read as far as possible when a file is damaged while it is open', async () => {
    const texts = Array.from({ length: 5000 }, (_, n) => `line ${n}`);
    const file = await write(texts);
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    const { size } = await stat(file);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(3000), 0, 3000, Math.floor(size / 2));
    await handle.close();
    const found = await textsOf(ring);
    assert.ok(isPartOf(found, texts));
    assert.ok(found.length > 4000 && found.length < 5000, String(found.length));
    const view = openView([{ ring }], { hidden: [] });
    const query = { text: 'line', regex: false, matchCase: true };
    assert.equal((await view.count({ query })).total, found.length);
    await truncate(file, 100);
    assert.deepEqual(
      (await openView([{ ring }], { hidden: [] }).read({ before: 5, after: 5 })).lines,
      [],
    );
    await rings.dispose();
  });

  it('leaves files of others alone, and does without those of another version', async () => {
    const file = await write(['one']);
    await writeFile(`${file}.txt`, 'notes');
    await writeFile(file, '{"format":"hyperbox-log-ring/2","key":"shop"}\nwhatever');
    assert.deepEqual((await read()).texts, []);
    assert.equal(await readFile(`${file}.txt`, 'utf8'), 'notes');
  });
});
