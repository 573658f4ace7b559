import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { deferred } from '../../../server/src/base/deferred.ts';
import { KeyedTurns } from '../../../server/src/base/keyed-turns.ts';

describe('turns by key', () => {
  it('do what is of one key in its order, and let others go on beside it', async () => {
    const turns = new KeyedTurns();
    const first = deferred<undefined>();
    const order: string[] = [];
    const note = (what: string) => (): Promise<void> => {
      order.push(what);
      return Promise.resolve();
    };
    const all = [
      turns.run('web', () => first.promise.then(note('web 1'))),
      turns.run('web', note('web 2')),
    ];
    await turns.run('db', note('db'));
    first.resolve(undefined);
    await Promise.all(all);
    assert.deepEqual(order, ['db', 'web 1', 'web 2']);
  });

  it('go on after one that failed, which who asked for it is told of', async () => {
    const turns = new KeyedTurns();
    const failed = turns.run('web', () => Promise.reject(new Error('no room')));
    const next = turns.run('web', () => Promise.resolve('done'));
    await assert.rejects(failed, /no room/);
    assert.equal(await next, 'done');
    await turns.settled();
  });
});
