import assert from 'node:assert/strict';
import { containerId, imageId, projectId, reloadId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import { describeChange, describeNew, describeReload } from '../../../server/src/logs/lifecycle.ts';

const item = (changes: Partial<ContainerItem>): ContainerItem => ({
  id: containerId.parse('1'),
  name: 'web-1',
  image: 'web',
  imageId: imageId.parse('sha256:1'),
  command: '',
  status: 'running',
  health: 'none',
  createdAtMs: 1,
  startedAtMs: 10,
  ports: [],
  mounts: [],
  networks: [],
  labels: {},
  ...changes,
});

const running = item({});
const created = item({ status: 'created' });
delete (created as { startedAtMs?: number }).startedAtMs;

describe('what a log says of its container', () => {
  const rows: readonly (readonly [string, ContainerItem, ContainerItem, readonly string[]])[] = [
    ['nothing while it runs', running, item({ health: 'healthy' }), []],
    [
      'with which code it exited',
      running,
      item({ status: 'exited', exitCode: 137, oomKilled: true }),
      ['web-1 exited with code 137 (out of memory)'],
    ],
    [
      'that it fell and will be tried again',
      running,
      item({ status: 'restarting', exitCode: 1 }),
      ['web-1 exited with code 1'],
    ],
    ['that it started', created, running, ['web-1 started']],
    ['that it restarted unseen', running, item({ startedAtMs: 20 }), ['web-1 restarted']],
    [
      'that it ran and ended unseen',
      item({ status: 'exited' }),
      item({ status: 'exited', startedAtMs: 20, exitCode: 0 }),
      ['web-1 started', 'web-1 exited with code 0'],
    ],
    ['that it was paused', running, item({ status: 'paused' }), ['web-1 paused']],
    ['that it was resumed', item({ status: 'paused' }), running, ['web-1 resumed']],
  ];
  for (const [what, before, after, expected] of rows) {
    it(`says ${what}`, () => {
      assert.deepEqual(
        describeChange(before, after).map(({ text }) => text),
        expected,
      );
    });
  }

  it('says of a new one whether it takes the place of another', () => {
    const textOf = (replaces: boolean): string | undefined =>
      describeNew(running, { replaces })[0]?.text;
    assert.equal(textOf(false), 'web-1 started');
    assert.equal(textOf(true), 'web-1 recreated');
  });
});

describe('what a log says of a reload', () => {
  const row = {
    ...{ id: reloadId.parse('1'), projectId: projectId.parse('shop'), project: 'shop' },
    ...({ service: 'web', action: 'sync+restart', cause: 'saved' } as const),
    ...{ why: [], stages: [] },
    ...{ files: ['/src/index.js', '/src/b.js'], fileCount: 2, savedAtMs: 1 },
  };

  it('is what was saved and how long it took', () => {
    assert.equal(
      describeReload({ ...row, outcome: { kind: 'done', durationMs: 411.6 } }),
      'web reloaded in 412 ms: index.js and 1 more (sync+restart)',
    );
  });

  it('is what went wrong', () => {
    assert.equal(
      describeReload({ ...row, outcome: { kind: 'failed', message: 'No space.', lines: [] } }),
      'web could not be reloaded: index.js and 1 more (sync+restart). No space.',
    );
  });

  it('is nothing where nothing happened', () => {
    assert.equal(describeReload({ ...row, outcome: { kind: 'unchanged' } }), undefined);
  });
});
