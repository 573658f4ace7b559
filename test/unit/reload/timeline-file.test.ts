import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { projectId } from '#shared/protocol/ids';
import { systemClock } from '../../../server/src/base/clock.ts';
import { Timeline, type ReloadRow } from '../../../server/src/reload/timeline.ts';
import { TimelineFile } from '../../../server/src/reload/timeline-file.ts';

describe('a timeline that is kept', () => {
  let folder: string;
  let errors: string[];
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-timeline-'));
    errors = [];
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const say = (message: string): void => void errors.push(message);
  const log = { debug: say, info: say, warn: say, error: say };
  const open = (): Timeline =>
    new Timeline(systemClock, new TimelineFile({ folder, clock: systemClock, log }));
  const begin = (timeline: Timeline, service: string): ReloadRow =>
    timeline.open({
      ...{ projectId: projectId.parse('shop'), project: 'shop', service, why: ['it is mounted'] },
      ...{ action: 'sync+restart', cause: 'saved', savedAtMs: 1000, files: ['/src/a'] },
    });
  const files = (): Promise<string[]> => readdir(folder);
  const until = async (holds: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await holds())) await delay(5);
  };
  const written = (): Promise<void> => until(async () => (await files()).includes('reloads.json'));

  it('is there again in the next window: what had ended, with stages and failures', async () => {
    const timeline = open();
    const row = begin(timeline, 'web');
    row.reached('noticed', { timeMs: 1002 });
    row.reached('synced', { timeMs: 1010, detail: '1 written' });
    row.end({ kind: 'done', durationMs: 10 });
    const at = { path: '/src/Dockerfile', line: 3 };
    begin(timeline, 'api').end({ kind: 'failed', message: 'It fell over.', lines: ['no'], at });
    const ended = timeline.rows;
    begin(timeline, 'worker').reached('noticed');
    await written();
    assert.deepEqual(open().rows, ended);
    assert.deepEqual(errors, []);
  });

  it('goes on behind what was there, and is empty after it was cleared', async () => {
    const first = open();
    begin(first, 'web').end({ kind: 'unchanged' });
    await written();
    const second = open();
    begin(second, 'api').end({ kind: 'unchanged' });
    assert.deepEqual(
      second.rows.map(({ service }) => service),
      ['web', 'api'],
    );
    await until(() => open().rows.length === 2);
    second.clear();
    await until(() => open().rows.length === 0);
  });

  it('puts aside what it does not understand', async () => {
    await writeFile(path.join(folder, 'reloads.json'), '{"version":1,"rows":[{"id":');
    assert.deepEqual(open().rows, []);
    await until(async () => (await files()).includes('reloads.json.corrupt-1'));
    assert.match(errors.join(), /reloads\.json cannot be understood/);
  });
});
