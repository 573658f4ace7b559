import assert from 'node:assert/strict';
import {
  carryOver,
  filterOf,
  readSettings,
  type LogsSettings,
} from '../../../../webview/src/logs/settings.ts';

const settings = (of: Partial<LogsSettings> = {}): LogsSettings => ({
  ...readSettings(undefined),
  ...of,
});
const sources = (...keys: readonly string[]) => keys.map((key) => ({ key, added: false }));
const now = { nowMs: 10_000_000, isQuery: true };

describe('the settings of a panel of logs', () => {
  it('are as new where what was saved cannot be read', () => {
    const read = readSettings({ wrap: 'yes', time: 'clock', levels: ['loud'], since: 3 });
    assert.equal(read.wrap, false);
    assert.equal(read.time, 'clock');
    assert.equal(read.levels, undefined);
    assert.deepEqual(read.since, { kind: 'all' });
  });

  it('filter nothing at first', () => {
    assert.deepEqual(filterOf(settings(), now), { hidden: [] });
  });

  it('filter by service, level, time and match', () => {
    const filter = filterOf(
      settings({
        hidden: ['db'],
        levels: ['error'],
        since: { kind: 'last', ms: 60_000 },
        ...{ search: 'x', onlyMatches: true, context: 2 },
      }),
      now,
    );
    assert.deepEqual(filter, {
      hidden: ['db'],
      levels: ['error'],
      query: { text: 'x', regex: false, matchCase: false },
      context: 2,
      sinceMs: 9_940_000,
    });
  });

  it('show all lines while the expression is not one yet', () => {
    const broken = settings({ search: '(', regex: true, onlyMatches: true });
    assert.equal(filterOf(broken, { ...now, isQuery: false }).query, undefined);
  });

  it('show what has come since it was cleared', () => {
    const cleared = settings({ since: { kind: 'cleared', timeMs: 42 } });
    assert.equal(filterOf(cleared, now).sinceMs, 42);
  });
});

describe('services that are hidden', () => {
  it('stay so when another project comes to the log, and when it leaves', () => {
    assert.deepEqual(carryOver(['web'], sources('shop/web', 'shop/db', 'other/api')), ['shop/web']);
    assert.deepEqual(carryOver(['shop/web'], sources('web', 'db')), ['web']);
  });

  it('are not taken for those of a project that was added', () => {
    const both = [...sources('shop/web'), { key: 'blog/web', added: true }];
    assert.deepEqual(carryOver(['web'], both), ['shop/web']);
  });

  it('stay so while they are not there', () => {
    assert.deepEqual(carryOver(['later'], sources('web')), ['later']);
  });
});
