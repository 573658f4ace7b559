import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { Turns } from '../../../server/src/base/turns.ts';

const gate = () => {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    opened,
    open: () => {
      open();
    },
  };
};

describe('turns', () => {
  it('run no more at once than their limit, the most urgent first', async () => {
    const turns = new Turns(1);
    const order: string[] = [];
    const first = gate();
    const all = [
      turns.run(() => first.opened),
      turns.run(() => Promise.resolve(order.push('low')), 1),
      turns.run(() => Promise.resolve(order.push('high')), 5),
    ];
    first.open();
    await Promise.all(all);
    assert.deepEqual(order, ['high', 'low']);
  });

  it('keep a place for announced work, until it is withdrawn', async () => {
    const turns = new Turns(1);
    const order: string[] = [];
    const withdraw = turns.announce(5);
    const low = turns.run(() => Promise.resolve(order.push('low')), 1);
    const high = turns.run(() => Promise.resolve(order.push('high')), 5);
    withdraw();
    await Promise.all([low, high]);
    assert.deepEqual(order, ['high', 'low']);
  });

  it('go on after work that failed', async () => {
    const turns = new Turns(1);
    await assert.rejects(
      turns.run(() => Promise.reject(new Error('no'))),
      /no/,
    );
    assert.equal(await turns.run(() => Promise.resolve(3)), 3);
  });
});
