import assert from 'node:assert/strict';
import { joinChanges, type HeardChange } from '../../../server/src/reload/job.ts';

const change = (fields: Partial<HeardChange>): HeardChange => ({
  ...{ path: '/p/a', kind: 'written', cause: 'changed', savedAtMs: 2, heardAtMs: 2 },
  ...fields,
});

describe('two changes of one path', () => {
  it('are the second, which waits since the first, and are a save if one of them was', () => {
    const before = change({ kind: 'removed', cause: 'saved', savedAtMs: 1, heardAtMs: 1 });
    assert.deepEqual(joinChanges(before, change({})), {
      ...before,
      kind: 'written',
    });
  });

  it('are the removal of a file that a folder takes the place of, or came and went in', () => {
    const folder = change({ isFolder: true });
    for (const kind of ['written', 'removed'] as const) {
      assert.deepEqual(
        joinChanges(change({ kind: 'removed' }), { ...folder, kind }),
        change({ kind: 'removed' }),
      );
      assert.deepEqual(joinChanges(folder, { ...folder, kind }), { ...folder, kind });
    }
    assert.deepEqual(joinChanges(folder, change({})), change({}));
  });
});
