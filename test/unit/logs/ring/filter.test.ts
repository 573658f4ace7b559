import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { LogFilter, LogQuery } from '../../../../shared/src/logs/filter.ts';
import { plainText } from '../../../../shared/src/logs/plain.ts';
import { isCancelled } from '../../../../server/src/base/error.ts';
import type {
  KeptLine,
  LogRecord,
  LogRing,
  LogView,
} from '../../../../server/src/logs/ring/contract.ts';
import type { DiskRings } from '../../../../server/src/logs/ring/disk-rings.ts';
import { openView } from '../../../../server/src/logs/ring/view/view.ts';
import { filterNaively, mergeNaively, type NaiveLine } from './naive-view.ts';
import { randomLines, randomNumbers } from './random-lines.ts';
import { newFolder, openRings, readAll, removeFolder, startMs } from './rings.ts';

const query = (text: string, more: Partial<LogQuery> = {}): LogQuery => ({
  text,
  regex: false,
  matchCase: false,
  ...more,
});

const filters: readonly LogFilter[] = [
  { hidden: [] },
  { hidden: ['web'] },
  { hidden: ['web', 'db', 'queue'] },
  { hidden: [], sinceMs: startMs + 2000 },
  { hidden: [], levels: ['error'] },
  { hidden: ['db'], levels: ['none', 'warn'], sinceMs: startMs + 500 },
  { hidden: [], query: query('request') },
  { hidden: [], query: query('REQUEST', { matchCase: true }) },
  { hidden: [], query: query('street') },
  { hidden: [], query: query('größe') },
  { hidden: [], query: query('Größe', { matchCase: true }) },
  { hidden: [], query: query('300 k'), context: 1 },
  { hidden: [], query: query('nowhere') },
  { hidden: [], query: query('request'), context: 2 },
  { hidden: ['queue'], query: query('^just a', { regex: true }), context: 3 },
  {
    hidden: [],
    levels: ['error', 'none'],
    query: query('request|broke', { regex: true }),
    context: 1,
  },
];

describe('a view of rings', function () {
  this.timeout(120_000);
  let folder: string;
  let rings: DiskRings;
  let opened: readonly LogRing[];
  let all: readonly NaiveLine[];

  before(async () => {
    folder = await newFolder();
    rings = openRings(folder);
    const records = new Map<string, readonly LogRecord[]>([
      ['one', randomLines(1, 3000)],
      ['two', randomLines(2, 3000)],
      ['three', randomLines(3, 200)],
      ['none', []],
    ]);
    opened = await Promise.all([...records.keys()].map((key) => rings.open(key)));
    for (const ring of opened)
      for (const record of records.get(ring.key) ?? []) ring.append(record);
    all = mergeNaively(records);
  });
  after(async () => {
    await rings.dispose();
    await removeFolder(folder);
  });

  const viewOf = (filter: LogFilter): LogView =>
    openView(
      opened.map((ring) => ({ ring })),
      filter,
    );

  const same = (lines: readonly KeptLine[], expected: readonly NaiveLine[]): void => {
    const told = ({ source, containerId, stream, time, text }: KeptLine | NaiveLine): string =>
      JSON.stringify([time, source, containerId, stream, text]);
    assert.deepEqual(lines.map(told), expected.map(told));
  };

  for (const filter of filters) {
    describe(`with ${JSON.stringify(filter)}`, () => {
      let expected: readonly NaiveLine[];
      let kept: readonly KeptLine[];
      before(() => {
        expected = filterNaively(all, filter);
      });

      it('has the lines that the filter shows, in order', async () => {
        kept = await readAll(viewOf(filter));
        same(kept, expected);
      });

      it('reads around any place, in any sequence', async () => {
        const view = viewOf(filter);
        const random = randomNumbers(7);
        const read = async (at: number, before: number, after: number): Promise<void> => {
          const found = await view.read({ at: kept[at]?.at, before, after });
          same(found.lines, expected.slice(Math.max(0, at - before), at + after));
          assert.equal(found.atStart, at - before <= 0);
          assert.equal(found.atEnd, at + after >= expected.length);
        };
        await read(expected.length, 100, 100);
        for (let n = 0; n < 30; n++) {
          await read(random(expected.length + 1), random(700), random(700));
        }
        await read(0, 10, 10);
        for (const timeMs of [0, startMs, startMs + 1000, startMs + 1e9]) {
          const { lines } = await view.read({ at: { timeMs }, before: 20, after: 20 });
          const place = lines.findIndex((line) => line.timeMs >= timeMs);
          assert.ok(place >= 0 || lines.every((line) => line.timeMs < timeMs));
        }
      });

      it('counts and finds among them', async () => {
        const view = viewOf(filter);
        const random = randomNumbers(9);
        assert.deepEqual(await view.count({}), { total: expected.length, upTo: expected.length });
        for (const wanted of [query('request'), query('just.*r', { regex: true }), query('ſ')]) {
          const isMatch = new RegExp(wanted.text, 'iu');
          const matches = kept
            .map(({ text }, index) => ({ text, index }))
            .filter(({ text }) => isMatch.test(plainText(text)));
          for (let n = 0; n < 10; n++) {
            const from = random(expected.length);
            const upTo = kept[from]?.at;
            assert.deepEqual(await view.count({ query: wanted, upTo }), {
              total: matches.length,
              upTo: matches.filter(({ index }) => upTo === undefined || index <= from).length,
            });
            const later = matches.find(({ index }) => index > from);
            assert.deepEqual(
              await view.find({ query: wanted, from: upTo, direction: 'next' }),
              expectedFind(kept, later ?? matches[0], upTo !== undefined && later === undefined),
            );
            const earlier = matches.findLast(({ index }) => index < from);
            assert.deepEqual(
              await view.find({ query: wanted, from: upTo, direction: 'previous' }),
              expectedFind(
                kept,
                earlier ?? matches.at(-1),
                upTo !== undefined && earlier === undefined,
              ),
            );
          }
          assert.deepEqual(
            await view.find({ query: wanted, direction: 'previous' }),
            expectedFind(kept, matches.at(-1), false),
          );
          assert.deepEqual(
            await view.find({ query: wanted, direction: 'next' }),
            expectedFind(kept, matches[0], false),
          );
        }
      });
    });
  }

  it('can be cancelled', async () => {
    const view = viewOf({ hidden: [], query: query('request') });
    const signal = AbortSignal.abort();
    await assert.rejects(view.count({ query: query('just'), signal }), isCancelled);
    await assert.rejects(view.read({ before: 10, after: 0, signal }), isCancelled);
    await assert.rejects(
      view.find({ query: query('just'), direction: 'next', signal }),
      isCancelled,
    );
    await assert.rejects(
      view.save({ format: 'text', write: () => undefined, signal }),
      isCancelled,
    );
  });

  it('takes a part of a ring, and names for its sources', async () => {
    const [ring] = opened;
    assert.ok(ring);
    const view = openView(
      [
        {
          ring,
          includes: ({ source, containerId }) => source === 'db' && containerId === 'db1',
          keyOf: (source) => `shop/${source}`,
        },
      ],
      { hidden: ['db'] },
    );
    const lines = await readAll(view);
    assert.ok(lines.length > 100);
    assert.ok(lines.every((line) => line.source === 'shop/db' && line.containerId === 'db1'));
    const hidden = openView([{ ring, keyOf: (source) => `shop/${source}` }], {
      hidden: ['shop/db', 'shop/web', 'shop/queue'],
    });
    assert.deepEqual(await readAll(hidden), []);
  });

  it('refuses what is no regular expression, and ends one that takes for ever', async () => {
    assert.throws(() => viewOf({ hidden: [], query: query('(', { regex: true }) }), {
      code: 'invalid-input',
    });
    const ring = await rings.open('long');
    ring.append({ ...(all[0] as LogRecord), text: 'a'.repeat(5000) });
    const view = openView([{ ring }], { hidden: [] });
    await assert.rejects(view.count({ query: query('.*.*.*.*.*.*!', { regex: true }) }), {
      code: 'timeout',
    });
    assert.equal((await view.count({ query: query('a+$', { regex: true }) })).total, 1);
  });

  it('saves as text and as objects', async () => {
    const view = viewOf({ hidden: [], levels: ['error'], query: query('broke') });
    const expected = filterNaively(all, view.filter);
    let text = '';
    const write = (part: string): void => {
      text += part;
    };
    assert.equal(await view.save({ format: 'ndjson', write }), expected.length);
    const objects = text
      .trimEnd()
      .split('\n')
      .map((each) => JSON.parse(each) as Record<string, unknown>);
    assert.deepEqual(
      objects.map(({ source }) => source),
      expected.map(({ source }) => source),
    );
    assert.deepEqual(
      objects.find(({ message }) => message === 'ERROR it broke')?.['level'],
      'error',
    );
    text = '';
    assert.equal(await view.save({ format: 'text', write }), expected.length);
    assert.match(text, /ERROR it broke\n/);
  });
});

const expectedFind = (
  kept: readonly KeptLine[],
  match: { readonly index: number } | undefined,
  wrapped: boolean,
): unknown => (match === undefined ? { wrapped } : { at: kept[match.index]?.at, wrapped });
