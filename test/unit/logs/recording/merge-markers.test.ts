import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { mergeMarkers, type Ordered } from '../../../../server/src/logs/recording/merge-markers.ts';
import { lineRecord, markerRecord } from '../../../../server/src/logs/recording/records.ts';

const line = (orderMs: number, text: string): Ordered => ({
  orderMs,
  record: lineRecord('web', 'c1', {
    ...{ stream: 'stdout', time: new Date(orderMs).toISOString(), timeMs: orderMs, text },
  }),
});
const marker = (orderMs: number, what: string): Ordered => ({
  orderMs,
  record: markerRecord('web', 'c1', { timeMs: orderMs, text: `web-1 ${what}` }),
});
const merged = (lines: readonly Ordered[], markers: readonly Ordered[]): readonly string[] =>
  mergeMarkers(lines, markers).map(({ record }) => record.text);

describe('markers among the lines that an engine kept', () => {
  it('are where the run is over and the next one begins', () => {
    const lines = [line(10_000, 'old'), line(20_000, 'up')];
    assert.deepEqual(merged(lines, [marker(11_000, 'exited'), marker(19_000, 'started')]), [
      ...['old', 'web-1 exited', 'web-1 started', 'up'],
    ]);
  });

  it('come before lines that the engine took before it wrote the start down', () => {
    const lines = [line(10_000, 'old'), line(10_300, 'up'), line(10_310, 'next')];
    assert.deepEqual(merged(lines, [marker(10_001, 'exited'), marker(10_320, 'restarted')]), [
      ...['old', 'web-1 exited', 'web-1 restarted', 'up', 'next'],
    ]);
  });

  it('come after lines that were on their way when the run ended', () => {
    const lines = [line(10_000, 'old'), line(10_004, 'last'), line(10_330, 'up')];
    assert.deepEqual(merged(lines, [marker(10_001, 'exited'), marker(10_320, 'restarted')]), [
      ...['old', 'last', 'web-1 exited', 'web-1 restarted', 'up'],
    ]);
  });

  it('come before the first line of a container whose start alone is known', () => {
    const lines = [line(10_300, 'up'), line(10_310, 'next')];
    assert.deepEqual(merged(lines, [marker(10_320, 'recreated')]), [
      ...['web-1 recreated', 'up', 'next'],
    ]);
  });

  it('end what is over, whenever its last line was taken', () => {
    const lines = [line(10_000, 'up'), line(10_100, 'last')];
    assert.deepEqual(
      merged(lines, [marker(9_990, 'started'), marker(10_050, 'exited with code 0')]),
      ['web-1 started', 'up', 'last', 'web-1 exited with code 0'],
    );
  });

  it('keep the order of what is handed on', () => {
    const orders = mergeMarkers(
      [line(10_000, 'old'), line(10_300, 'up')],
      [marker(10_001, 'exited'), marker(10_320, 'restarted'), marker(10_200, 'exited')],
    ).map(({ orderMs }) => orderMs);
    assert.deepEqual(
      orders,
      orders.toSorted((a, b) => a - b),
    );
  });
});
