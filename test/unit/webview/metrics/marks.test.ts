import assert from 'node:assert/strict';
import type { PageEvent } from '../../../../shared/src/panels/metrics.ts';
import { limitsOf, withLimits } from '../../../../webview/src/metrics/model/limits.ts';
import {
  markersIn,
  markerText,
  mergeEvents,
  placesFor,
} from '../../../../webview/src/metrics/model/markers.ts';
import { measures } from '../../../../webview/src/metrics/model/measures.ts';
import { sample, track } from './readings.ts';

const memory = measures.find(({ id }) => id === 'memory')!;
const network = measures.find(({ id }) => id === 'network')!;

describe('limits in charts', () => {
  const of = (label: string, memoryBytes: number, memoryLimitBytes: number) =>
    track(label, [sample(1, { memoryBytes })], { memoryLimitBytes });

  it('are those nearest to being reached, one line for equal ones', () => {
    const tracks = [of('a', 10, 100), of('b', 90, 100), of('c', 50, 200), of('d', 1, 300)];
    const far = of('e', 1, 1000);
    const names = limitsOf(memory, [...tracks, far, track('f', [])]).map(
      ({ value, tracks: whose }) => [value, ...whose.map(({ label }) => label)],
    );
    assert.deepEqual(names, [
      [100, 'a', 'b'],
      [200, 'c'],
      [300, 'd'],
    ]);
  });

  it('are of what has limits only', () => {
    assert.deepEqual(limitsOf(network, [of('a', 10, 100)]), []);
  });

  it('belong to the axis only within reach of what is measured', () => {
    const limits = limitsOf(memory, [of('a', 10, 100)]);
    assert.equal(withLimits(30, limits), 100);
    assert.equal(withLimits(10, limits), 10);
    assert.equal(withLimits(120, limits), 120);
  });
});

describe('events in charts', () => {
  const event = (second: number, kind: PageEvent['kind'], label = 'web'): PageEvent => ({
    timeMs: second * 1000,
    kind,
    label,
    text: `${label} ${kind}`,
  });
  const span = { fromMs: 0, toMs: 100_000 };
  const tracks = [track('web', [])];

  it('are of what is shown, in the time that is shown', () => {
    const events = [event(120, 'exited'), event(20, 'started'), event(10, 'oom', 'db')];
    const markers = markersIn(events, { span, tracks, nearMs: 1000 });
    assert.deepEqual(markers.map(markerText), ['web started']);
  });

  it('are one sign where they would lie on each other, of the gravest', () => {
    const events = [
      event(10, 'exited'),
      event(10.4, 'oom'),
      event(10.9, 'restarted'),
      event(30, 'reloaded'),
    ];
    const markers = markersIn(events, { span, tracks, nearMs: 1000 });
    assert.deepEqual(
      markers.map((marker) => [marker.kind, markerText(marker)]),
      [
        ['oom', '3 events'],
        ['reloaded', 'web reloaded'],
      ],
    );
  });

  it('are told once, though the past and the present both have them', () => {
    const merged = mergeEvents([event(2, 'exited'), event(1, 'started')], [event(2, 'exited')]);
    assert.deepEqual(
      merged.map(({ kind }) => kind),
      ['started', 'exited'],
    );
  });

  it('have texts where there is room: behind the sign, else before it, else cut', () => {
    const sides = (places: readonly number[], width: number) =>
      placesFor(
        places.map((x) => ({ x, width })),
        { left: 0, right: 200, least: 20 },
      ).map((place) => place && [place.side, place.room]);
    assert.deepEqual(sides([10, 28, 100, 180], 40), [
      undefined,
      ['right', 40],
      ['right', 40],
      ['left', 40],
    ]);
    assert.deepEqual(sides([50, 120], 90), [
      ['right', 70],
      ['right', 80],
    ]);
    assert.deepEqual(sides([190], 150), [['left', 150]]);
    assert.deepEqual(sides([15, 30], 500), [undefined, ['right', 170]]);
  });
});
