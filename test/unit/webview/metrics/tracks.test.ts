import assert from 'node:assert/strict';
import type { PageSample, PageSeries } from '../../../../shared/src/panels/metrics.ts';
import { align } from '../../../../webview/src/metrics/model/align.ts';
import { Shown } from '../../../../webview/src/metrics/model/shown.ts';
import { spanOf } from '../../../../webview/src/metrics/model/span.ts';
import { spreadOf, totalsOf } from '../../../../webview/src/metrics/model/summary.ts';
import { Tracks } from '../../../../webview/src/metrics/model/tracks.ts';

const sample = (second: number, cpuCores = 1): PageSample => ({
  timeMs: second * 1000,
  cpuCores,
  memoryBytes: 100,
  memoryLimitBytes: 1000,
  networkReceivedBytesPerSecond: 1,
  networkSentBytesPerSecond: 2,
  diskReadBytesPerSecond: 3,
  diskWrittenBytesPerSecond: 4,
  processes: 5,
});
const series = (containerId: string, label: string, ...seconds: number[]): PageSeries => ({
  containerId,
  label,
  samples: seconds.map((second) => sample(second)),
});
const labels = (tracks: Tracks): string[] => tracks.list().map(({ label }) => label);

describe('the containers of the metrics panel', () => {
  it('are sorted by name, and have the same colours whoever came first', () => {
    const colours = (names: readonly string[]): unknown => {
      const tracks = new Tracks();
      for (const name of names) tracks.sample([series(name, name, 1)], []);
      return tracks.list().map(({ label, colour }) => [label, colour]);
    };
    const sorted = colours(['redis', 'web', 'worker']);
    assert.deepEqual(colours(['worker', 'web', 'redis']), sorted);
    assert.deepEqual(
      (sorted as [string, number][]).map(([label]) => label),
      ['redis', 'web', 'worker'],
    );
  });

  it('carry the start of their id where names repeat', () => {
    const tracks = new Tracks();
    tracks.open([series('aaaa1111', 'web', 1), series('bbbb2222', 'web', 1)]);
    assert.deepEqual(labels(tracks), ['web aaaa', 'web bbbb']);
  });

  it('stay for a while after they end, without counting', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 1), series('2', 'db', 1)]);
    tracks.sample([], ['1']);
    assert.deepEqual(
      tracks.list().map(({ ended }) => ended),
      [false, true],
    );
    assert.equal(totalsOf(tracks.list()).cpuCores, 1);
    tracks.sample([series('2', 'db', 700)], []);
    assert.deepEqual(labels(tracks), ['db']);
  });

  it('give their place to the container that replaces them', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 1)]);
    const colourBefore = tracks.list()[0]?.colour;
    tracks.sample([], ['1']);
    tracks.sample([series('2', 'web', 3)], []);
    assert.deepEqual(
      tracks.list().map(({ id, label, colour }) => [id, label, colour]),
      [['2', 'web', colourBefore]],
    );
  });

  it('keep ten minutes', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 0, 100, 650)]);
    tracks.sample([series('1', 'web', 701)], []);
    assert.deepEqual(
      tracks.list()[0]?.samples.map(({ timeMs }) => timeMs),
      [650_000, 701_000],
    );
  });

  it('add up', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 1), series('2', 'db', 1, 2)]);
    const totals = totalsOf(tracks.list());
    assert.equal(totals.containers, 2);
    assert.equal(totals.memoryBytes, 200);
    assert.equal(totals.processes, 10);
    assert.equal(totals.largest, 'db');
  });
});

describe('the shared time axis', () => {
  it('tells a reading that is missing from a break', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'a', 100, 101, 102, 150), series('2', 'b', 100, 102, 150)]);
    const { seconds, columns } = align(tracks.list(), 0);
    assert.deepEqual(seconds, [100, 101, 102, 103, 150]);
    const marks = columns.map((cells) =>
      cells.map((cell) => (cell === null ? 'break' : cell === undefined ? 'none' : 'value')),
    );
    assert.deepEqual(marks, [
      ['value', 'value', 'value', 'break', 'value'],
      ['value', 'none', 'value', 'break', 'value'],
    ]);
  });

  it('begins where the range does', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'a', 1, 2, 3)]);
    assert.deepEqual(align(tracks.list(), 2000).seconds, [2, 3]);
  });
});

describe('the range that is shown', () => {
  const rangeMs = 300_000;
  const from = (first: number): number => {
    const tracks = new Tracks();
    tracks.open([series('1', 'a', first, 1000)]);
    return spanOf(tracks.list(), { rangeMs, latestMs: tracks.latestMs }).fromMs / 1000;
  };

  it('is a minute at first, and grows with what there is', () => {
    assert.equal(from(990), 940);
    assert.equal(from(850), 850);
    assert.equal(from(500), 700);
  });
});

describe('the lines that are shown', () => {
  const many = (count: number): Tracks => {
    const tracks = new Tracks();
    tracks.open(
      Array.from({ length: count }, (_, at) => ({
        containerId: String(at),
        label: `c${at}`,
        samples: [{ ...sample(1), memoryBytes: at }],
      })),
    );
    return tracks;
  };

  it('are all of them, as long as they can be told apart', () => {
    assert.equal(new Shown().of(many(12).list()).size, 12);
  });

  it('are the largest when there are too many', () => {
    const shown = new Shown().of(many(20).list());
    assert.equal(shown.size, 12);
    assert.ok(shown.has('19') && !shown.has('0'));
  });

  it('are what the user chose, by name', () => {
    const list = many(3).list();
    const shown = new Shown();
    shown.toggle(list[0]!, list);
    assert.deepEqual([...shown.of(list)], ['1', '2']);
    assert.deepEqual([...new Shown(shown.chosen).of(list)], ['1', '2']);
  });
});

describe('the history in numbers', () => {
  it('is now, average and peak', () => {
    const tracks = new Tracks();
    const samples = [sample(1, 9), sample(2, 1), sample(3, 2), sample(4, 3)];
    tracks.open([{ containerId: '1', label: 'a', samples }]);
    const [track] = tracks.list();
    assert.deepEqual(
      spreadOf(track!, ({ cpuCores }) => cpuCores, 2000),
      { now: 3, mean: 2, peak: 3 },
    );
    assert.equal(
      spreadOf(track!, ({ cpuCores }) => cpuCores, 9000),
      undefined,
    );
  });
});
