import assert from 'node:assert/strict';
import { formatClock } from '../../../../webview/src/metrics/model/format.ts';
import { measures } from '../../../../webview/src/metrics/model/measures.ts';
import { sparkPath } from '../../../../webview/src/metrics/model/sparkline.ts';
import { spoken } from '../../../../webview/src/metrics/model/spoken.ts';
import { readSettings } from '../../../../webview/src/metrics/settings.ts';
import { sample, track } from './readings.ts';

const cpu = measures.find(({ id }) => id === 'cpu')!;
const span = { fromMs: 0, toMs: 100_000 };

describe('a chart in words', () => {
  it('says what is now and what was highest when, the busiest first', () => {
    const calm = track('web', [sample(1, { cpuCores: 0.8 }), sample(2, { cpuCores: 0.12 })]);
    const busy = track('db', [sample(2, { cpuCores: 1 })]);
    const at = (second: number): string => formatClock(second * 1000);
    assert.equal(
      spoken(cpu, [calm, busy], span),
      `CPU of db: now 1.00 cores, highest 1.00 cores at ${at(2)}. ` +
        `CPU of web: now 0.12 cores, highest 0.80 cores at ${at(1)}.`,
    );
  });

  it('says how many more there are, and when there is nothing', () => {
    const many = Array.from({ length: 8 }, (_, at) => track(`c${at}`, [sample(1)]));
    assert.match(spoken(cpu, many, span), /And 3 more\.$/);
    assert.equal(spoken(cpu, [], span), 'No readings in this time.');
  });
});

describe('a sparkline', () => {
  const value = ({ cpuCores }: { readonly cpuCores: number }): number => cpuCores;

  it('is two minutes wide, and broken where nothing was read', () => {
    const samples = [sample(0), sample(60), sample(61), sample(120)];
    const path = sparkPath(samples, { value, top: 1, latestMs: 120_000 });
    assert.deepEqual(path.match(/[ML][\d.]+/g), ['M0.0', 'M50.0', 'L50.8', 'M100.0']);
  });

  it('is nothing where there is nothing that new', () => {
    assert.equal(sparkPath([sample(1)], { value, top: 1, latestMs: 500_000 }), '');
  });
});

describe('what was saved of the metrics panel', () => {
  it('is read part by part: what is older or newer than us is as new', () => {
    const standard = readSettings(undefined);
    assert.equal(standard.minutes, '5');
    assert.deepEqual(standard.sort, { column: 'name', descending: false });
    const saved = {
      minutes: '1440',
      view: 'map',
      sort: { column: 'gone' },
      chosen: { web: false },
    };
    assert.deepEqual(readSettings(saved), {
      ...standard,
      minutes: '1440',
      chosen: { web: false },
    });
  });
});
