import assert from 'node:assert/strict';
import type { MetricsToPage } from '../../../../shared/src/panels/metrics.ts';
import { Known } from '../../../../webview/src/metrics/model/known.ts';
import { series } from './readings.ts';

type Sampled = Extract<MetricsToPage, { readonly kind: 'sampled' }>;
const sampled = (second: number, over: Partial<Sampled> = {}): Sampled => ({
  kind: 'sampled',
  series: [series('1', 'web', second)],
  gone: [],
  events: [],
  ...over,
});
const opened = (): Known => {
  const known = new Known();
  known.open({
    kind: 'opened',
    hostCpus: 2,
    series: [series('1', 'web', 1)],
    events: [],
    pressure: { kind: 'unavailable', reason: 'far away' },
    advice: [{ key: 'a', severity: 'hint', message: 'm', remedy: 'r' }],
  });
  return known;
};

describe('what the dashboard knows', () => {
  it('keeps what a tick says nothing of', () => {
    const known = opened();
    known.sample(sampled(2));
    assert.equal(known.moment.advice.length, 1);
    assert.equal(known.moment.pressure?.kind, 'unavailable');
    known.sample(sampled(3, { advice: [] }));
    assert.equal(known.moment.advice.length, 0);
  });

  it('stands still while paused, and has missed nothing after', () => {
    const known = opened();
    known.pause(true);
    known.sample(sampled(2, { advice: [] }));
    const { latestMs, tracks, advice } = known.moment;
    assert.deepEqual([latestMs, tracks[0]?.samples.length, advice.length], [1000, 1, 1]);
    known.pause(false);
    assert.equal(known.moment.latestMs, 2000);
    assert.equal(known.moment.tracks[0]?.samples.length, 2);
  });

  it('has the pressure of a container until it is told another', () => {
    const known = opened();
    const pressure = { kind: 'unavailable', reason: 'cgroup v1' } as const;
    known.sample(sampled(2, { containerPressure: { '1': pressure } }));
    known.sample(sampled(3));
    assert.deepEqual(known.moment.tracks[0]?.pressure, pressure);
  });
});
