import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { projectId } from '#shared/protocol/ids';
import type { ReloadItem, ReloadsChange } from '#shared/protocol/reload';
import type { Clock } from '../../../server/src/base/clock.ts';
import { Timeline, type ReloadRow } from '../../../server/src/reload/timeline.ts';

const failed = { kind: 'failed', message: 'It fell over.', lines: ['Error'] } as const;

describe('the timeline of reloads', () => {
  let nowMs: number;
  let timeline: Timeline;
  let ended: ReloadItem[];
  let changes: ReloadsChange[];

  beforeEach(() => {
    nowMs = 1000;
    const clock: Clock = { now: () => nowMs, sleep: () => Promise.resolve() };
    timeline = new Timeline(clock);
    ended = [];
    changes = [];
    timeline.onDidEnd((row) => ended.push(row));
    timeline.onDidChange((change) => changes.push(change));
  });

  const open = (files = ['/src/a']): ReloadRow =>
    timeline.open({
      ...{ projectId: projectId.parse('shop'), project: 'shop', service: 'web', why: [] },
      ...{ action: 'sync', cause: 'saved', savedAtMs: 1000, files },
    });

  it('has a row with its stages, each with the time since the save', () => {
    const row = open();
    row.reached('noticed', { timeMs: 1002 });
    nowMs = 1050;
    row.reached('synced', { detail: '1 written' });
    row.end({ kind: 'done', durationMs: 50 });
    assert.deepEqual(timeline.get(row.id)?.stages, [
      { name: 'noticed', atMs: 2 },
      { name: 'synced', atMs: 50, detail: '1 written' },
    ]);
    assert.deepEqual(ended, timeline.rows);
    assert.equal(changes.length, 4);
  });

  it('names the first files of many, and how many there are', () => {
    const { id } = open(Array.from({ length: 2000 }, (_, n) => `/src/${String(n)}`));
    assert.equal(timeline.get(id)?.files.length, 50);
    assert.equal(timeline.get(id)?.fileCount, 2000);
  });

  it('tells of one that went well and whose service fell over soon after', () => {
    const row = open();
    row.end({ kind: 'done', durationMs: 50 });
    nowMs += 2000;
    timeline.fail(row.id, failed);
    assert.deepEqual(timeline.get(row.id)?.outcome, failed);
    assert.equal(ended.length, 2);
  });

  it('blames no reload for what ends long after it, nor one that had failed itself', () => {
    const well = open();
    well.end({ kind: 'done', durationMs: 50 });
    const badly = open();
    badly.end({ ...failed, message: 'No space.' });
    timeline.fail(badly.id, failed);
    nowMs += 60_000;
    timeline.fail(well.id, failed);
    assert.equal(timeline.get(well.id)?.outcome?.kind, 'done');
    assert.deepEqual(timeline.get(badly.id)?.outcome, { ...failed, message: 'No space.' });
  });

  it('forgets what came to nothing, and on demand all that has ended', () => {
    open().withdraw();
    assert.equal(timeline.rows.length, 0);
    assert.deepEqual(ended, []);
    open().end({ kind: 'done', durationMs: 1 });
    const { id } = open();
    timeline.clear();
    assert.equal(timeline.rows.length, 1);
    assert.equal(timeline.rows[0]?.id, id);
  });

  it('keeps the newest 500 and those under way', () => {
    const first = open();
    for (let n = 0; n < 600; n += 1) open().end({ kind: 'done', durationMs: 1 });
    assert.equal(timeline.rows.length, 500);
    assert.equal(timeline.rows[0]?.id, first.id);
  });
});
