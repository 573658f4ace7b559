import assert from 'node:assert/strict';
import { Restarts } from '../../../../server/src/metrics/facts/restarts.ts';
import { idOf } from '../readings.ts';

describe('Restarts', () => {
  const seen = (
    restarts: Restarts,
    id: string,
    restartCount: number,
    startedAtMs: number,
  ): number => restarts.see('shop web/1', idOf(id), { restartCount, startedAtMs });

  it('are those of the restart policy and those by hand', () => {
    const restarts = new Restarts();
    assert.equal(seen(restarts, 'a', 2, 10), 2);
    assert.equal(seen(restarts, 'a', 2, 10), 2);
    assert.equal(seen(restarts, 'a', 4, 30), 4);
    // By hand: the engine begins at nothing.
    assert.equal(seen(restarts, 'a', 0, 40), 5);
    assert.equal(seen(restarts, 'a', 0, 50), 6);
    assert.equal(seen(restarts, 'a', 1, 60), 7);
  });

  it('go on when the container is made anew', () => {
    const restarts = new Restarts();
    assert.equal(seen(restarts, 'a', 1, 10), 1);
    assert.equal(seen(restarts, 'b', 0, 20), 2);
  });
});
