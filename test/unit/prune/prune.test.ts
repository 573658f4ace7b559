import assert from 'node:assert/strict';
import { HyperBoxError } from '../../../server/src/base/error.ts';
import { Pruner, type PruneCandidate } from '../../../server/src/prune/prune.ts';

const candidate = (id: string): PruneCandidate => ({ id, label: id.toUpperCase(), bytes: 10 });

describe('a prune', () => {
  const viewer = {};
  const open = (
    ids: string[],
    failing: Readonly<Record<string, HyperBoxError>> = {},
  ): { readonly removed: string[]; readonly pruner: Pruner } => {
    const removed: string[] = [];
    const pruner = new Pruner({
      candidates: () => Promise.resolve(ids.map(candidate)),
      remove: (id) => {
        const error = failing[id];
        if (error !== undefined) return Promise.reject(error);
        removed.push(id);
        return Promise.resolve();
      },
    });
    return { removed, pruner };
  };

  it('removes nothing while it only shows', async () => {
    const { removed, pruner } = open(['a', 'b']);
    const result = await pruner.run(viewer, { apply: false });
    assert.deepEqual(result, {
      items: [
        { id: 'a', label: 'A' },
        { id: 'b', label: 'B' },
      ],
      reclaimedBytes: 20,
    });
    assert.deepEqual(removed, []);
  });

  it('leaves alone what the viewer was not shown', async () => {
    const ids = ['a'];
    const { removed, pruner } = open(ids);
    await pruner.run(viewer, { apply: false });
    ids.push('later');
    await pruner.run(viewer, { apply: true });
    assert.deepEqual(removed, ['a']);
  });

  it('leaves alone what came into use since', async () => {
    const ids = ['a', 'b'];
    const { removed, pruner } = open(ids);
    await pruner.run(viewer, { apply: false });
    ids.shift();
    await pruner.run(viewer, { apply: true });
    assert.deepEqual(removed, ['b']);
  });

  it('goes on when one was taken into use at that moment, and does not count it', async () => {
    const { removed, pruner } = open(['a', 'b'], { a: new HyperBoxError('conflict', 'in use') });
    const result = await pruner.run(viewer, { apply: true });
    assert.deepEqual(removed, ['b']);
    assert.equal(result.reclaimedBytes, 10);
  });

  it('stops when the engine is gone', async () => {
    const { pruner } = open(['a'], { a: new HyperBoxError('engine-unavailable', 'gone') });
    await assert.rejects(pruner.run(viewer, { apply: true }), { code: 'engine-unavailable' });
  });
});
