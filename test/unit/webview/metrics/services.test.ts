import assert from 'node:assert/strict';
import { inOrder, matching, Order } from '../../../../webview/src/metrics/services/order.ts';
import { readingOf, type Reading } from '../../../../webview/src/metrics/services/reading.ts';
import { nextSort } from '../../../../webview/src/metrics/services/table.ts';
import type { Track } from '../../../../webview/src/metrics/model/track.ts';
import { sample, track } from './readings.ts';

const reading = (of: Track): Reading =>
  readingOf(of, { host: { cpus: 2, memoryBytes: 1000 }, hasLines: true, latestMs: 0 });
const busy = (label: string, cpuCores: number, cpuLimitCores?: number): Reading =>
  reading(
    track(
      label,
      [sample(1, { cpuCores })],
      cpuLimitCores === undefined ? undefined : { cpuLimitCores },
    ),
  );
const names = (readings: readonly Reading[]): string =>
  readings.map(({ track: { label } }) => label).join(' ');

describe('the containers of the dashboard', () => {
  it('are sorted by any column; those without a value are last either way', () => {
    const all = [busy('a', 1), busy('b', 0.5, 1), busy('c', 0.9, 1), busy('d', 2)];
    const by = (column: 'cpu' | 'cpuOfLimit' | 'name', descending: boolean) =>
      names(inOrder(all, { column, descending }));
    assert.equal(by('cpu', true), 'd a c b');
    assert.equal(by('cpuOfLimit', true), 'c b a d');
    assert.equal(by('cpuOfLimit', false), 'b c a d');
    assert.equal(by('name', true), 'd c b a');
  });

  it('are sorted by names as people count', () => {
    const sort = { column: 'name', descending: false } as const;
    assert.equal(names(inOrder([busy('web 10', 1), busy('web 2', 1)], sort)), 'web 2 web 10');
  });

  it('keep their order for a few seconds, and while somebody is among them', () => {
    const order = new Order();
    const sort = { column: 'cpu', descending: true } as const;
    const of = (first: number, nowMs: number, held = false): string =>
      names(order.of([busy('a', first), busy('b', 5)], { sort, held, nowMs }));
    assert.equal(of(1, 0), 'b a');
    assert.equal(of(9, 1000), 'b a');
    assert.equal(of(9, 4000, true), 'b a');
    assert.equal(of(9, 5000), 'a b');
  });

  it('are sorted anew at once when there are others, or the user says so', () => {
    const order = new Order();
    const sort = { column: 'cpu', descending: true } as const;
    const options = { sort, held: true, nowMs: 0 };
    assert.equal(names(order.of([busy('a', 1)], options)), 'a');
    assert.equal(names(order.of([busy('a', 1), busy('b', 2)], options)), 'b a');
    const other = { ...options, sort: { column: 'name', descending: false } as const };
    assert.equal(names(order.of([busy('a', 1), busy('b', 2)], other)), 'a b');
  });

  it('are found by all words of the filter, in name and project', () => {
    const shop = reading(track('web', [], { project: 'shop' }));
    const blog = reading(track('web', [], { project: 'blog' }));
    assert.deepEqual(matching([shop, blog], 'WEB sho'), [shop]);
    assert.deepEqual(matching([shop, blog], '  '), [shop, blog]);
    assert.deepEqual(matching([shop, blog], 'none'), []);
  });

  it('begin with the largest numbers and the first names when a column is clicked', () => {
    const byName = { column: 'name', descending: false } as const;
    const byCpu = nextSort(byName, 'cpu');
    assert.deepEqual(byCpu, { column: 'cpu', descending: true });
    assert.deepEqual(nextSort(byCpu, 'cpu'), { column: 'cpu', descending: false });
    assert.deepEqual(nextSort(byCpu, 'name'), byName);
  });
});
