import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { inOrder, needsOf } from '../../../../server/src/compose/run/order.ts';
import { containerOf, service } from './model.ts';

const needs = new Map(
  Object.entries({ web: ['api'], api: ['db', 'cache'], db: [], cache: [] }).map(
    ([name, needed]) => [name, new Set(needed)] as const,
  ),
);

describe('the order of services', () => {
  const orderOf = async (reverse: boolean): Promise<readonly string[]> => {
    const done: string[] = [];
    await inOrder(needs, { reverse }, (name) => {
      done.push(name);
      return Promise.resolve();
    });
    return done;
  };

  it('has dependencies first, and in reverse last', async () => {
    assert.deepEqual(await orderOf(false), ['db', 'cache', 'api', 'web']);
    assert.deepEqual(await orderOf(true), ['web', 'api', 'db', 'cache']);
  });

  it('does at once what may be done at once', async () => {
    let running = 0;
    let most = 0;
    await inOrder(needs, { reverse: false }, async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
    });
    assert.equal(most, 2);
  });

  it('ends for a cycle', async () => {
    const done: string[] = [];
    const cycle = new Map([
      ['a', new Set(['b'])],
      ['b', new Set(['a'])],
    ]);
    await inOrder(cycle, { reverse: false }, (name) => {
      done.push(name);
      return Promise.resolve();
    });
    assert.deepEqual(done.sort(), ['a', 'b']);
  });

  it('tries every service, and tells of the first failure', async () => {
    const tried: string[] = [];
    await assert.rejects(
      inOrder(needs, { reverse: false }, (name) => {
        tried.push(name);
        return name === 'db' ? Promise.reject(new Error('db failed')) : Promise.resolve();
      }),
      /db failed/,
    );
    assert.equal(tried.length, 4);
  });

  it('is read from the labels of containers where there is no file', () => {
    const labels = { 'com.docker.compose.depends_on': 'db:service_healthy:false' };
    const found = needsOf(
      [containerOf('web', service(), { labels }), containerOf('db', service())],
      undefined,
    );
    assert.deepEqual(
      [...found],
      [
        ['web', new Set(['db'])],
        ['db', new Set()],
      ],
    );
  });
});
