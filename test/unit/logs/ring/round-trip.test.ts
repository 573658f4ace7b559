import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { LogRing } from '../../../../server/src/logs/ring/contract.ts';
import { openView } from '../../../../server/src/logs/ring/view/view.ts';
import { line, newFolder, openRings, readAll, removeFolder, startMs, textsOf } from './rings.ts';

describe('a ring of log lines on disk', function () {
  this.timeout(60_000);
  let folder: string;

  beforeEach(async () => {
    folder = await newFolder();
  });
  afterEach(() => removeFolder(folder));

  it('gives back any text, also after it was closed', async () => {
    const texts = [
      '',
      'plain',
      '\0 and \u0007 and \u001b[31mred\u001b[0m',
      'carriage\rreturn\r',
      'two\nlines',
      'größe 😀 \u202e',
      'x'.repeat(10 * 1024 * 1024),
      'after a long one',
      '\u00f5'.repeat(100),
    ];
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    for (const text of texts) ring.append(line(text));
    assert.deepEqual(await textsOf(ring), texts);
    await rings.dispose();
    const again = openRings(folder);
    const reopened = await again.open('shop');
    assert.deepEqual(await textsOf(reopened), texts);
    assert.equal(reopened.statistics.damaged, 0);
    await again.dispose();
  });

  it('gives back bytes that are no UTF-8 as they came', async () => {
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    const bytes = Buffer.from([0xff, 0xfe, 0xc3, 0x28, 0xf5, 0, 10, 13, 0xe2, 0x82]);
    ring.append(line(bytes));
    bytes.fill(0x2e);
    const stand = await ring.standOf('c1', { overlapMs: 250 });
    assert.deepEqual(
      [...(stand?.recent[0]?.text ?? [])],
      [0xff, 0xfe, 0xc3, 0x28, 0xf5, 0, 10, 13, 0xe2, 0x82],
    );
    assert.deepEqual(await textsOf(ring), ['\ufffd\ufffd\ufffd(\ufffd\0\n\r\ufffd']);
    await rings.dispose();
  });

  it('keeps what else is known of a line', async () => {
    const times = [
      '2026-03-01T10:20:30.123456789Z',
      '2026-03-01T10:20:30.1Z',
      '2026-03-01T12:20:30.123456789+02:00',
      'no time',
      '',
      '1969-12-31T23:59:59.999999999Z',
    ];
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    for (const time of times) {
      const timeMs = Date.parse(time);
      ring.append(line('a', { time, timeMs, stream: 'stderr', source: 'db', containerId: 'c2' }));
    }
    const time = '2026-03-01T10:20:30.000000000Z';
    ring.append({ source: 'db', stream: 'marker', time, timeMs: startMs, text: 'm' });
    const lines = await readAll(openView([{ ring }], { hidden: [] }));
    assert.deepEqual(
      lines.map(({ time }) => time),
      [...times, time],
    );
    assert.deepEqual(
      lines.map(({ timeMs }) => timeMs),
      [...times.map((time) => Date.parse(time)), startMs],
    );
    const { at: first, ...rest } = lines[0] ?? { at: '' };
    assert.deepEqual(rest, {
      timeMs: Date.parse(times[0] ?? ''),
      time: times[0],
      source: 'db',
      containerId: 'c2',
      stream: 'stderr',
      text: 'a',
    });
    assert.notEqual(first, lines[1]?.at);
    assert.equal(lines.at(-1)?.stream, 'marker');
    assert.ok(!('containerId' in (lines.at(-1) ?? {})));
    await rings.dispose();
  });

  it('tells where it stands for a container', async () => {
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    for (let n = 0; n < 3000; n++) {
      ring.append(line(`a${n}`, { containerId: 'a', timeMs: startMs + n }));
      if (n % 1000 === 0) ring.append(line(`b${n}`, { containerId: 'b', timeMs: startMs + n }));
    }
    ring.append(line('ended', { containerId: 'a', stream: 'marker', timeMs: startMs + 5000 }));
    // The other output comes a little late.
    ring.append(line('late', { containerId: 'a', stream: 'stderr', timeMs: startMs + 2990 }));
    const check = async (of: LogRing): Promise<void> => {
      const stand = await of.standOf('a', { overlapMs: 10 });
      assert.equal(stand?.timeMs, startMs + 2999);
      assert.deepEqual(
        stand.recent.map(({ text }) => text.toString()),
        [...Array.from({ length: 11 }, (_, n) => `a${2989 + n}`), 'late'],
      );
      assert.deepEqual(
        stand.markers.map(({ text }) => text),
        ['ended'],
      );
      const other = await of.standOf('b', { overlapMs: 250 });
      assert.deepEqual(
        other?.recent.map(({ text }) => text.toString()),
        ['b2000'],
      );
      assert.equal(await of.standOf('nobody', { overlapMs: 250 }), undefined);
    };
    await check(ring);
    await rings.dispose();
    const again = openRings(folder);
    await check(await again.open('shop'));
    await again.dispose();
  });

  it('is the same for everyone who opens it, until all have closed it', async () => {
    const rings = openRings(folder);
    const [one, two] = await Promise.all([rings.open('shop'), rings.open('shop')]);
    assert.equal(one, two);
    assert.equal(await rings.has('shop'), false);
    one.append(line('first'));
    assert.equal(await rings.has('shop'), true);
    await one.close();
    two.append(line('second'));
    assert.deepEqual(await textsOf(two), ['first', 'second']);
    await two.close();
    assert.equal(await rings.has('shop'), true);
    assert.equal(await rings.has('other'), false);
    const three = await rings.open('shop');
    assert.deepEqual(await textsOf(three), ['first', 'second']);
    await rings.dispose();
  });

  it('is another one for a second server, which destroys nothing', async () => {
    const [first, second] = [openRings(folder), openRings(folder)];
    const one = await first.open('shop');
    one.append(line('of the first'));
    const two = await second.open('shop');
    assert.deepEqual(await textsOf(two), []);
    two.append(line('of the second'));
    await second.dispose();
    assert.deepEqual(await textsOf(one), ['of the first']);
    await first.dispose();
    const third = openRings(folder);
    assert.deepEqual(await textsOf(await third.open('shop')), ['of the first']);
    await third.dispose();
  });

  it('writes nothing before there is a line', async () => {
    const rings = openRings(folder);
    const ring = await rings.open('shop');
    assert.deepEqual(await textsOf(ring), []);
    assert.equal(await rings.has('shop'), false);
    await rings.dispose();
  });
});
