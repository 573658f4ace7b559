import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { Overflow } from '../../../../server/src/reload/watch/overflow.ts';
import { TestClock } from '../test-clock.ts';

describe('events that may have been dropped', () => {
  let clock: TestClock;
  let overflow: Overflow;
  let since: number[];
  beforeEach(() => {
    clock = new TestClock();
    since = [];
    overflow = new Overflow({
      clock,
      queueLimit: 100,
      onOverflow: (sinceMs) => since.push(sinceMs),
    });
  });
  afterEach(() => {
    overflow.dispose();
  });

  const turn = async (events: number): Promise<void> => {
    for (let i = 0; i < events; i += 1) overflow.count();
    await clock.pass(0);
  };

  it('are those of a turn in which half of the queue was heard, since the one before', async () => {
    await clock.pass(5000);
    await turn(10);
    const calmAt = clock.now();
    await clock.pass(5000);
    await turn(50);
    assert.deepEqual(since, [calmAt - 100]);
  });

  it('are none where as many come in several turns', async () => {
    for (let i = 0; i < 20; i += 1) await turn(49);
    assert.deepEqual(since, []);
  });

  it('are told of once a turn where the system says so itself', async () => {
    const startedAt = clock.now();
    overflow.lost();
    overflow.lost();
    await turn(1);
    assert.deepEqual(since, [startedAt - 100]);
  });
});
