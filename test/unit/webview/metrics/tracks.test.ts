import assert from 'node:assert/strict';
import { align } from '../../../../webview/src/metrics/model/align.ts';
import { Shown } from '../../../../webview/src/metrics/model/shown.ts';
import { spreadOf, totalsOf } from '../../../../webview/src/metrics/model/summary.ts';
import { Tracks } from '../../../../webview/src/metrics/model/tracks.ts';
import { sample, series, seriesOf } from './readings.ts';

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

  it('go on in the container that replaces them', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 1)]);
    const colourBefore = tracks.list()[0]?.colour;
    tracks.sample([], ['1']);
    tracks.sample([series('2', 'web', 3)], []);
    assert.deepEqual(
      tracks.list().map(({ id, label, colour, samples }) => [id, label, colour, samples.length]),
      [['2', 'web', colourBefore, 2]],
    );
  });

  it('go on also when the old one ends in the same tick as the new one begins', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 1, 2)]);
    tracks.sample([series('2', 'web', 3)], ['1']);
    assert.deepEqual(
      tracks.list().map(({ id, samples }) => [id, samples.length]),
      [['2', 3]],
    );
  });

  it('are not doubled by what is told twice', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'web', 1, 2)]);
    tracks.sample([series('1', 'web', 2, 3)], []);
    assert.equal(tracks.list()[0]?.samples.length, 3);
  });

  it('carry their project where several have the same service', () => {
    const tracks = new Tracks();
    tracks.open(
      ['shop', 'blog'].map((project) => ({
        ...series(project, 'web', 1),
        facts: { project, service: 'web', restarts: 0 },
      })),
    );
    assert.deepEqual(labels(tracks), ['web · blog', 'web · shop']);
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
    const { seconds, columns } = align(tracks.list(), { fromMs: 0 });
    assert.deepEqual(seconds, [100, 101, 102, 103, 150]);
    const marks = columns.map((cells) =>
      cells.map((cell) => (cell === null ? 'break' : cell === undefined ? 'none' : 'value')),
    );
    assert.deepEqual(marks, [
      ['value', 'value', 'value', 'break', 'value'],
      ['value', 'none', 'value', 'break', 'value'],
    ]);
  });

  it('has wider gaps where readings are further apart', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'a', 0, 60, 120, 400)]);
    const { seconds } = align(tracks.list(), { fromMs: 0, stepMs: 60_000 });
    assert.deepEqual(seconds, [0, 60, 120, 180, 420]);
  });

  it('begins where the range does', () => {
    const tracks = new Tracks();
    tracks.open([series('1', 'a', 1, 2, 3)]);
    assert.deepEqual(align(tracks.list(), { fromMs: 2000 }).seconds, [2, 3]);
  });
});

describe('the lines that are shown', () => {
  const many = (count: number): Tracks => {
    const tracks = new Tracks();
    tracks.open(
      Array.from({ length: count }, (_, at) =>
        seriesOf(String(at), `c${at}`, [sample(1, { memoryBytes: at })]),
      ),
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
  it('is now, average, and the peak with its time', () => {
    const tracks = new Tracks();
    const samples = [9, 1, 2, 3, 8].map((cpuCores, at) => sample(at + 1, { cpuCores }));
    tracks.open([seriesOf('1', 'a', samples)]);
    const value = ({ cpuCores }: { readonly cpuCores: number }): number => cpuCores;
    const spread = (fromMs: number, toMs: number) =>
      spreadOf(tracks.list()[0]!, { value, span: { fromMs, toMs } });
    assert.deepEqual(spread(2000, 4000), { now: 8, mean: 2, peak: 3, peakMs: 4000 });
    assert.equal(spread(9000, 10_000), undefined);
  });
});
