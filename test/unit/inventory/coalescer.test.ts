import assert from 'node:assert/strict';
import { Coalescer } from '../../../server/src/inventory/coalescer.ts';
import { defer, type Deferred } from '../../support/defer.ts';

const turn = (): Promise<void> => new Promise(setImmediate);

describe('coalescing reads', () => {
  const open = (concurrency: number) => {
    const runs: { readonly key: string; readonly end: Deferred<null> }[] = [];
    const coalescer = new Coalescer(
      async (key) => {
        const end = defer<null>();
        runs.push({ key, end });
        await end.promise;
      },
      { concurrency },
    );
    return { runs, coalescer, keys: () => runs.map(({ key }) => key) };
  };

  it('starts the first at once', () => {
    const { coalescer, keys } = open(1);
    coalescer.request('a');
    assert.deepEqual(keys(), ['a']);
  });

  it('makes a burst during a read one more read after it', async () => {
    const { coalescer, runs, keys } = open(4);
    for (let count = 0; count < 10; count += 1) coalescer.request('a');
    assert.deepEqual(keys(), ['a']);
    runs[0]?.end.resolve(null);
    await turn();
    assert.deepEqual(keys(), ['a', 'a']);
    runs[1]?.end.resolve(null);
    await turn();
    assert.equal(runs.length, 2);
  });

  it('lets no more run together than it may, and forgets none', async () => {
    const { coalescer, runs, keys } = open(2);
    for (const key of ['a', 'b', 'c', 'd']) coalescer.request(key);
    assert.deepEqual(keys(), ['a', 'b']);
    runs[1]?.end.resolve(null);
    await turn();
    assert.deepEqual(keys(), ['a', 'b', 'c']);
    runs[0]?.end.resolve(null);
    await turn();
    assert.deepEqual(keys(), ['a', 'b', 'c', 'd']);
  });

  it('does not begin what was cleared', async () => {
    const { coalescer, runs, keys } = open(1);
    for (const key of ['a', 'b']) coalescer.request(key);
    coalescer.clear();
    runs[0]?.end.resolve(null);
    await turn();
    assert.deepEqual(keys(), ['a']);
  });
});
