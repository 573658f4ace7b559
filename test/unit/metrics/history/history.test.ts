import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MetricsEvent } from '#shared/protocol/metrics';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { silentLog } from '../../../../server/src/base/log.ts';
import { History, type HistorySelection } from '../../../../server/src/metrics/history/history.ts';
import { idOf, reading } from '../readings.ts';

const minuteMs = 60_000;
const web = { project: 'shop', key: 'web/1' };
const shop: HistorySelection = { kind: 'project', project: 'shop', includes: () => true };

describe('The history of readings', () => {
  /** The beginning of an hour, so that files begin where the test expects. */
  const startMs = Date.UTC(2026, 0, 2, 3);
  let folder: string;
  let nowMs = startMs;
  const open = (): History =>
    new History({ folder, log: silentLog, clock: { ...systemClock, now: () => nowMs } });
  const fill = (history: History, seconds: number, id = idOf('one')): void => {
    for (let second = 0; second < seconds; second += 1) {
      history.add(web, id, reading(nowMs, { cpuCores: second % 10, memoryBytes: second }));
      nowMs += 1000;
    }
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-history-'));
    nowMs = startMs;
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('has ten minutes by the second, and all of it by ten seconds', async () => {
    const history = open();
    fill(history, 1200);
    assert.equal(history.samplesOf(web).length, 600);
    const recent = await history.read(shop, { fromMs: nowMs - 60_000, toMs: nowMs, stepMs: 1000 });
    assert.equal(recent.stepMs, 1000);
    assert.deepEqual(
      recent.series[0]?.samples.map(({ memoryBytes }) => memoryBytes),
      Array.from({ length: 60 }, (_, index) => 1140 + index),
    );
    const all = await history.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 1000 });
    assert.equal(all.stepMs, 10_000);
    assert.equal(all.series[0]?.label, 'web');
    assert.equal(all.series[0].containerId, 'one');
    assert.equal(all.series[0].samples.length, 120);
    assert.deepEqual(
      new Set(all.series[0].samples.map(({ cpuCores }) => cpuCores)),
      new Set([4.5]),
    );
    const rough = await history.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 55_000 });
    assert.equal(rough.stepMs, 60_000);
    assert.equal(rough.series[0]?.samples.length, 20);
    history.dispose();
  });

  it('goes on in another server, and in another container of the same place', async () => {
    const first = open();
    fill(first, 100, idOf('old'));
    first.dispose();
    const second = open();
    await second.load('shop');
    assert.equal(second.samplesOf(web).length, 100);
    fill(second, 20, idOf('new'));
    assert.equal(second.samplesOf(web).length, 120);
    const all = await second.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 10_000 });
    assert.equal(all.series[0]?.samples.length, 12);
    assert.equal(all.series[0].containerId, 'new');
    second.dispose();
  });

  it('of two servers at once is one, with nothing destroyed', async () => {
    const [left, right] = [open(), open()];
    for (let second = 0; second < 60; second += 1) {
      const value = reading(nowMs, { memoryBytes: second });
      left.add(web, idOf('one'), value);
      right.add(web, idOf('one'), { ...value, timeMs: nowMs + 5 });
      if (second % 10 === 9) {
        await left.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 1000 });
        await right.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 1000 });
      }
      nowMs += 1000;
    }
    const third = open();
    await third.load('shop');
    assert.equal(third.samplesOf(web).length, 60);
    const all = await third.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 1000 });
    assert.deepEqual(
      all.series[0]?.samples.map(({ memoryBytes }) => memoryBytes),
      Array.from({ length: 60 }, (_, index) => index),
    );
    for (const each of [left, right, third]) each.dispose();
  });

  it('passes over what a server that was killed has torn', async () => {
    const first = open();
    fill(first, 30);
    await first.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 1000 });
    const [project = ''] = await readdir(folder);
    for (const name of await readdir(join(folder, project)))
      await appendFile(join(folder, project, name), '[176732280');
    fill(first, 30);
    first.dispose();
    const second = open();
    const all = await second.read(shop, { fromMs: startMs, toMs: nowMs, stepMs: 1000 });
    assert.equal(all.series[0]?.samples.length, 60);
    second.dispose();
  });

  it('has events, once each', async () => {
    const history = open();
    const event: MetricsEvent = { timeMs: nowMs, kind: 'restarted', label: 'web', text: 'Again.' };
    fill(history, 20);
    assert.equal(history.addEvent(web, event), true);
    assert.equal(history.addEvent(web, event), false);
    history.dispose();
    const second = open();
    await second.load('shop');
    assert.deepEqual(second.eventsSince(shop, startMs), [event]);
    second.addEvent(web, { ...event, timeMs: nowMs });
    for (const stepMs of [1000, 10_000]) {
      const { events } = await second.read(shop, { fromMs: startMs, toMs: nowMs, stepMs });
      assert.deepEqual(events, [event, { ...event, timeMs: nowMs }]);
    }
    second.dispose();
  });

  it('keeps a day, and the seconds for ten minutes', async () => {
    const history = open();
    for (let minute = 0; minute < 26 * 60; minute += 1) {
      history.add(web, idOf('one'), reading(nowMs));
      nowMs += minuteMs;
      if (minute % 30 === 0) await history.read(shop, { fromMs: 0, toMs: nowMs, stepMs: 60_000 });
    }
    await history.read(shop, { fromMs: 0, toMs: nowMs, stepMs: 60_000 });
    const names = await readdir(join(folder, 'project-shop'));
    const count = (tier: string): number => names.filter((name) => name.startsWith(tier)).length;
    assert.ok(count('tens') >= 24 && count('tens') <= 26, String(names));
    assert.ok(count('seconds') <= 8, String(names));
    const { series } = await history.read(shop, { fromMs: 0, toMs: nowMs, stepMs: 60_000 });
    const times = series[0]?.samples.map(({ timeMs }) => timeMs) ?? [];
    assert.ok(times[0]! >= nowMs - 24 * 60 * minuteMs);
    history.dispose();
  });

  it('answers with longer steps rather than with millions of readings', async () => {
    const history = open();
    for (let place = 0; place < 100; place += 1)
      history.add({ project: 'shop', key: `s${String(place)}/1` }, idOf('x'), reading(nowMs));
    const day = { fromMs: nowMs - 24 * 60 * minuteMs, toMs: nowMs, stepMs: 1000 };
    assert.equal((await history.read(shop, day)).stepMs, 50_000);
    assert.equal((await history.read(shop, { ...day, stepMs: 600_000 })).stepMs, 600_000);
    history.dispose();
  });

  it('of an engine is that of all projects and of containers without one', async () => {
    const history = open();
    history.add({ key: 'alone' }, idOf('a'), reading(nowMs));
    history.add({ project: 'Ödd / name', key: 'web/2' }, idOf('b'), reading(nowMs));
    history.add(web, idOf('c'), reading(nowMs));
    nowMs += 1000;
    history.dispose();
    await writeFile(join(folder, 'stray'), 'not ours');
    const second = open();
    const range = { fromMs: startMs, toMs: nowMs, stepMs: 1000 };
    const { series } = await second.read({ kind: 'all' }, range);
    assert.deepEqual(series.map(({ label }) => label).sort(), ['alone', 'web', 'web 2']);
    second.dispose();
  });
});
