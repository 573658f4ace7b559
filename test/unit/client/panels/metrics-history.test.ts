import assert from 'node:assert/strict';
import { MetricsHistory } from '../../../../client/src/panels/metrics-history.ts';
import { containerId } from '../../../../shared/src/protocol/ids.ts';
import type { MetricsSeries } from '../../../../shared/src/protocol/metrics.ts';

const id = (name: string) => containerId.parse(name);
const series = (name: string, ...seconds: number[]): MetricsSeries => ({
  containerId: id(name),
  label: name,
  samples: seconds.map((second) => ({
    timeMs: second * 1000,
    cpuCores: 1,
    memoryBytes: 1,
    memoryLimitBytes: 1,
    networkReceivedBytesPerSecond: 1,
    networkSentBytesPerSecond: 1,
    diskReadBytesPerSecond: 1,
    diskWrittenBytesPerSecond: 1,
    processes: 1,
  })),
});
const secondsOf = (all: readonly MetricsSeries[]): Record<string, number[]> =>
  Object.fromEntries(
    all.map(({ label, samples }) => [label, samples.map(({ timeMs }) => timeMs / 1000)]),
  );

describe('what a metrics panel has seen', () => {
  it('is there again after it was hidden', () => {
    const history = new MetricsHistory();
    history.begin([series('web', 1, 2)]);
    history.add([series('web', 3)], []);
    assert.deepEqual(secondsOf(history.begin([series('web', 60)])), { web: [1, 2, 3, 60] });
  });

  it('is not counted twice when the server still has it', () => {
    const history = new MetricsHistory();
    history.begin([series('web', 1, 2, 3)]);
    assert.deepEqual(secondsOf(history.begin([series('web', 2, 3, 4)])), { web: [1, 2, 3, 4] });
  });

  it('loses containers that ended meanwhile', () => {
    const history = new MetricsHistory();
    history.begin([series('web', 1), series('db', 1)]);
    history.add([], [id('db')]);
    assert.deepEqual(secondsOf(history.begin([])), {});
  });

  it('goes back ten minutes', () => {
    const history = new MetricsHistory();
    history.begin([series('web', 1, 500)]);
    assert.deepEqual(secondsOf(history.begin([series('web', 700)])), { web: [500, 700] });
  });
});
