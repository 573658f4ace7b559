import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { LogFilter } from '../../../../shared/src/logs/filter.ts';
import { liveFilter } from '../../../../server/src/logs/ring/view/live-filter.ts';
import { filterNaively, mergeNaively, type NaiveLine } from './naive-view.ts';
import { randomLines } from './random-lines.ts';
import { startMs } from './rings.ts';

const request = { text: 'request', regex: false, matchCase: false };

const filters: readonly LogFilter[] = [
  { hidden: [] },
  { hidden: ['web'], sinceMs: startMs + 1000 },
  { hidden: [], levels: ['error', 'warn'] },
  { hidden: [], query: request },
  { hidden: [], query: request, context: 2 },
  { hidden: [], query: { text: '', regex: false, matchCase: false } },
  {
    hidden: ['db'],
    levels: ['none'],
    query: { ...request, text: '^just', regex: true },
    context: 5,
  },
];

describe('the filter of lines as they come', () => {
  const all = mergeNaively(new Map([['one', randomLines(4, 3000)]]));

  for (const filter of filters) {
    it(`shows what a view does: ${JSON.stringify(filter)}`, () => {
      const live = liveFilter<NaiveLine>(filter);
      const shown: NaiveLine[] = [];
      for (let at = 0; at < all.length; at += 37) shown.push(...live.push(all.slice(at, at + 37)));
      const places = new Map(all.map((line, index) => [line, index]));
      const placeOf = (line: NaiveLine): number => places.get(line) ?? -1;
      assert.equal(new Set(shown).size, shown.length, 'no line twice');
      shown.sort((a, b) => placeOf(a) - placeOf(b));
      const { query, ...rest } = filter;
      const expected = filterNaively(all, query?.text === '' ? rest : filter);
      assert.deepEqual(shown.map(placeOf), expected.map(placeOf));
    });
  }

  it('gives earlier lines together with the one that they belong to', () => {
    const lines = all.filter(({ stream }) => stream === 'stdout').slice(0, 3);
    const named = ['before', 'ERROR it broke', '    at request (app.js:1:2)'].map(
      (text, index) => ({
        ...lines[index]!,
        source: 'web',
        containerId: 'c',
        text,
      }),
    );
    const live = liveFilter<NaiveLine>({ hidden: [], query: request, context: 1 });
    assert.deepEqual(live.push(named.slice(0, 2)), []);
    assert.deepEqual(live.push(named.slice(2)), named);
  });

  it('shows nothing for a regular expression that takes for ever, and is quick about it', () => {
    const [first] = all;
    assert.ok(first);
    const query = { text: '.*.*.*.*.*.*!', regex: true, matchCase: false };
    const live = liveFilter<NaiveLine>({ hidden: [], query });
    const lines = Array.from({ length: 500 }, () => ({ ...first, text: 'a'.repeat(5000) }));
    for (let n = 0; n < 100; n++) assert.deepEqual(live.push(lines), []);
  });
});
