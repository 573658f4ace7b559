import assert from 'node:assert/strict';
import { runBench, spread } from '../../../scripts/bench/harness.ts';

describe('the bench harness', () => {
  it('takes the median of odd and even counts', () => {
    assert.deepEqual(spread([3, 1, 2]), { median: 2, lowest: 1, highest: 3, count: 3 });
    assert.equal(spread([4, 1, 2, 3]).median, 2.5);
    assert.throws(() => spread([]), RangeError);
  });

  it('measures both in turns, prepares before each, and compares medians', async () => {
    const calls: string[] = [];
    const [row] = await runBench({
      title: 'turns',
      rows: [
        {
          kind: 'comparison',
          title: 'row',
          peer: 'peer',
          goal: 0.5,
          rounds: 2,
          prepare: () => Promise.resolve(void calls.push('prepare')),
          measureOurs: () => Promise.resolve(calls.push('ours') && 10),
          measurePeer: () => Promise.resolve(calls.push('peer') && 20),
        },
      ],
    });
    const turns = calls.filter((call) => call !== 'prepare').join(' ');
    assert.equal(turns, 'peer ours ours peer peer ours');
    assert.equal(calls.length, 12);
    assert.equal(row?.ratio, 0.5);
    assert.equal(row.met, true);
  });

  it('stops in the middle of a measurement, and tidies up', async () => {
    let tidied = false;
    const stop = new AbortController();
    const bench = {
      title: 'endless',
      setUp: () =>
        Promise.resolve(() => {
          tidied = true;
          return Promise.resolve();
        }),
      rows: [
        {
          kind: 'figure' as const,
          title: 'row',
          unit: 'ms',
          rounds: 1,
          measure: () => {
            stop.abort();
            return new Promise<number>(() => undefined);
          },
        },
      ],
    };
    await assert.rejects(runBench(bench, { signal: stop.signal }), /stopped/);
    assert.equal(tidied, true);
  });

  it('tidies up when a row fails', async () => {
    let tidied = false;
    const bench = {
      title: 'fails',
      setUp: () =>
        Promise.resolve(() => {
          tidied = true;
          return Promise.resolve();
        }),
      rows: [
        {
          kind: 'figure' as const,
          title: 'row',
          unit: 'ms',
          rounds: 1,
          measure: () => Promise.reject(new Error('no')),
        },
      ],
    };
    await assert.rejects(runBench(bench), /no/);
    assert.equal(tidied, true);
  });
});
