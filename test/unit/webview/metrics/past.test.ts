import assert from 'node:assert/strict';
import { covers, pastFor, withPast } from '../../../../webview/src/metrics/model/past.ts';
import { thin } from '../../../../webview/src/metrics/model/thin.ts';
import { sample, series, track } from './readings.ts';

const latestMs = 100_000_000;
const labels = ['web'];
const ago = (minutes: number): number => latestMs - minutes * 60_000;

describe('what the page asks for of the past', () => {
  it('is nothing while it has all of it itself', () => {
    assert.equal(pastFor({ fromMs: ago(10), toMs: latestMs }, { latestMs, labels }), undefined);
  });

  it('is as fine as can be seen, with half as much around it', () => {
    const wanted = pastFor({ fromMs: ago(60), toMs: latestMs }, { latestMs, labels });
    assert.equal(wanted?.stepMs, 10_000);
    assert.equal(wanted.fromMs, ago(90));
    assert.equal(wanted.toMs, latestMs);
    const day = pastFor({ fromMs: ago(1440), toMs: latestMs }, { latestMs, labels });
    assert.equal(day?.stepMs, 300_000);
  });

  it('is not asked for again while moving about in it, nor as the time goes on', () => {
    const span = { fromMs: ago(60), toMs: latestMs };
    const have = pastFor(span, { latestMs, labels })!;
    const asks = (moved: typeof span, now = latestMs): boolean => {
      const wanted = pastFor(moved, { latestMs: now, labels })!;
      return !covers(have, { span: moved, wanted, latestMs: now });
    };
    assert.equal(asks({ fromMs: ago(80), toMs: ago(20) }), false);
    assert.equal(asks({ fromMs: ago(100), toMs: ago(40) }), true);
    const later = latestMs + 4 * 60_000;
    assert.equal(asks({ fromMs: later - 3_600_000, toMs: later }, later), false);
    const muchLater = latestMs + 6 * 60_000;
    assert.equal(asks({ fromMs: muchLater - 3_600_000, toMs: muchLater }, muchLater), true);
  });

  it('is asked for again where it would be too coarse, and for other lines', () => {
    const far = { fromMs: ago(1440), toMs: latestMs };
    const have = pastFor(far, { latestMs, labels })!;
    const near = { fromMs: ago(30), toMs: ago(25) };
    const wanted = pastFor(near, { latestMs, labels })!;
    assert.equal(covers(have, { span: near, wanted, latestMs }), false);
    const more = pastFor(far, { latestMs, labels: ['web', 'db'] })!;
    assert.equal(covers(have, { span: far, wanted: more, latestMs }), false);
  });
});

describe('lines that reach into the past', () => {
  const of = { fromMs: 0, toMs: 100_000, stepMs: 10_000, labels };

  it('are what was asked for, then what the page has, each moment once', () => {
    const own = track(
      'web',
      Array.from({ length: 30 }, (_, at) => sample(65 + at, { cpuCores: at })),
    );
    const past = { of, stepMs: 10_000, series: [series('old', 'web', 40, 50, 60, 70)], events: [] };
    const [line] = withPast([own], past);
    assert.deepEqual(
      line?.samples.map(({ timeMs, cpuCores }) => [timeMs / 1000, cpuCores]),
      [
        [40, 1],
        [50, 1],
        [60, 1],
        [70, 9.5],
        [80, 19.5],
        [90, 27],
      ],
    );
  });

  it('are not joined with those of another project', () => {
    const own = track('web', [sample(90)], { project: 'shop' });
    const facts = { project: 'blog', restarts: 0 };
    const other = { ...series('x', 'web', 40), facts };
    const [line] = withPast([own], { of, stepMs: 10_000, series: [other], events: [] });
    assert.deepEqual(
      line?.samples.map(({ timeMs }) => timeMs),
      [90_000],
    );
  });

  it('average what is there of a step, also of what not every reading has', () => {
    const [one] = thin(
      [sample(1, { cacheBytes: 4 }), sample(2), sample(3, { cacheBytes: 8 })],
      10_000,
    );
    assert.equal(one?.timeMs, 0);
    assert.equal(one.cacheBytes, 6);
    assert.equal(one.processes, 5);
  });
});
