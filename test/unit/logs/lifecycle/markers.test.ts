import assert from 'node:assert/strict';
import { projectId, reloadId } from '#shared/protocol/ids';
import {
  describeEnd,
  describeReload,
  describeStart,
  type End,
  type StartCause,
} from '../../../../server/src/logs/lifecycle/markers.ts';

describe('what a log says of an end', () => {
  const rows: readonly (readonly [string, End, string])[] = [
    ['by itself', { exitCode: 0, outOfMemory: false, signals: [] }, 'with code 0'],
    [
      'after it was asked to',
      { exitCode: 0, outOfMemory: false, signals: ['SIGTERM'] },
      'with code 0 (after SIGTERM)',
    ],
    [
      'by the signal that it was sent',
      { exitCode: 143, outOfMemory: false, signals: ['SIGTERM'] },
      'with code 143 (SIGTERM)',
    ],
    [
      'when it had to be killed',
      { exitCode: 137, outOfMemory: false, signals: ['SIGTERM', 'SIGKILL'] },
      'with code 137 (SIGTERM, then SIGKILL)',
    ],
    [
      'when something else killed it',
      { exitCode: 137, outOfMemory: false, signals: [] },
      'with code 137 (SIGKILL, not asked for)',
    ],
    [
      'when nobody knows who killed it',
      { exitCode: 137, outOfMemory: false },
      'with code 137 (SIGKILL)',
    ],
    [
      'when memory ran out',
      { exitCode: 137, outOfMemory: true, signals: [] },
      'with code 137 (SIGKILL, out of memory)',
    ],
    [
      'of a program that crashed',
      { exitCode: 139, outOfMemory: false, signals: [] },
      'with code 139 (SIGSEGV, a crash)',
    ],
  ];
  for (const [what, end, expected] of rows) {
    it(what, () => {
      assert.equal(describeEnd('web-1', end), `web-1 exited ${expected}`);
    });
  }
});

describe('what a log says of a start', () => {
  const rows: readonly (readonly [StartCause, string])[] = [
    [{ kind: 'started' }, 'web-1 started'],
    [{ kind: 'restarted' }, 'web-1 restarted'],
    [{ kind: 'policy', restartCount: 3 }, 'web-1 started again by its restart policy (3)'],
    [{ kind: 'recreated' }, 'web-1 recreated'],
    [
      { kind: 'recreated', reason: 'its image has changed' },
      'web-1 recreated: its image has changed',
    ],
  ];
  for (const [cause, expected] of rows) {
    it(expected, () => {
      assert.equal(describeStart('web-1', cause), expected);
    });
  }
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
