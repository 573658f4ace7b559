import assert from 'node:assert/strict';
import { panBy, spanOf, zoomBy, zoomTo } from '../../../../webview/src/metrics/model/view.ts';

const hour = 3_600_000;
const latestMs = 100 * hour;
const seconds = ({ fromMs, toMs }: { fromMs: number; toMs: number }): readonly number[] => [
  (fromMs - latestMs) / 1000,
  (toMs - latestMs) / 1000,
];
const spanAfter = (view: ReturnType<typeof zoomTo>): readonly number[] =>
  seconds(spanOf(view, { firstMs: 0, latestMs }));

describe('what the charts look at', () => {
  it('is a minute at first, and grows with what there is', () => {
    const live = { kind: 'live', rangeMs: 300_000 } as const;
    const from = (firstMs: number) => seconds(spanOf(live, { firstMs, latestMs }))[0];
    assert.equal(from(latestMs - 10_000), -60);
    assert.equal(from(latestMs - 150_000), -150);
    assert.equal(from(latestMs - 500_000), -300);
  });

  it('is a stretch that was drawn, from either end, of ten seconds at least', () => {
    assert.deepEqual(spanAfter(zoomTo(latestMs - 90_000, latestMs - 30_000, latestMs)), [-90, -30]);
    assert.deepEqual(spanAfter(zoomTo(latestMs - 30_000, latestMs - 90_000, latestMs)), [-90, -30]);
    assert.deepEqual(spanAfter(zoomTo(latestMs - 30_000, latestMs - 28_000, latestMs)), [-34, -24]);
  });

  it('comes closer around a place, which stays where it is', () => {
    const span = { fromMs: latestMs - 100_000, toMs: latestMs };
    const closer = zoomBy(span, { factor: 0.5, atMs: latestMs - 25_000, latestMs });
    assert.deepEqual(spanAfter(closer), [-62.5, -12.5]);
  });

  it('never reaches into the future, nor beyond a day', () => {
    const span = { fromMs: latestMs - 100_000, toMs: latestMs };
    assert.deepEqual(spanAfter(panBy(span, { part: 0.5, latestMs })), [-100, 0]);
    assert.deepEqual(spanAfter(panBy(span, { part: -0.5, latestMs })), [-150, -50]);
    const away = zoomBy(span, { factor: 10_000, atMs: latestMs - 50_000, latestMs });
    assert.deepEqual(spanAfter(away), [-86_400, 0]);
    const far = panBy(span, { part: -10_000, latestMs });
    assert.deepEqual(spanAfter(far), [-86_400, -86_300]);
  });
});
