import assert from 'node:assert/strict';
import { metricsToPage } from '../../../shared/src/panels/metrics.ts';
import { packReadings, unpackReadings } from '../../../shared/src/panels/metrics-readings.ts';
import { sample } from '../webview/metrics/readings.ts';

const message = (readings: unknown) => ({
  kind: 'sampled',
  series: [{ containerId: '1', label: 'web', readings }],
  gone: [],
  events: [],
});

describe('readings on their way to the page', () => {
  const samples = [sample(1, { cacheBytes: 7 }), sample(2, { cpuThrottled: 0.5 })];

  it('come out as they went in', () => {
    const sent: unknown = JSON.parse(JSON.stringify(message(packReadings(samples))));
    const parsed = metricsToPage.parse(sent);
    assert.ok(parsed.kind === 'sampled');
    assert.deepEqual(unpackReadings(parsed.series[0]!.readings), samples);
  });

  it('are not believed when columns are missing, of other lengths, or no numbers', () => {
    const good = packReadings(samples);
    const accepted = (readings: unknown) => metricsToPage.safeParse(message(readings)).success;
    assert.ok(accepted(good));
    assert.ok(!accepted({ ...good, processes: undefined }));
    assert.ok(!accepted({ ...good, processes: [1] }));
    assert.ok(!accepted({ ...good, processes: [1, '2'] }));
    assert.ok(!accepted({ ...good, cacheBytes: [1] }));
    assert.ok(!accepted({ ...good, timeMs: 3 }));
    assert.ok(!accepted(null));
  });
});
