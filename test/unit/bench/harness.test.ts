import assert from 'node:assert/strict';
import { runBench, spread } from '../../../scripts/bench/harness.ts';

describe('the bench harness', () => {
  it('takes the median of odd and even counts', () => {
    assert.deepEqual(spread([3, 1, 2]), { value: 2, lowest: 1, highest: 3, count: 3 });
    assert.equal(spread([4, 1, 2, 3]).value, 2.5);
    assert.throws(() => spread([]), RangeError);
  });

  it('compares another quantile of samples that were taken once', async () => {
    const ours = Array.from({ length: 101 }, (_, index) => index);
    const peer = ours.map((value) => value * 2);
    const row = {
      kind: 'samples',
      title: 'row',
      unit: 'MB',
      quantile: 0.95,
      peer: 'peer',
    } as const;
    const take = () => Promise.resolve({ ours, peer });
    const bench = {
      title: 'samples',
      rows: [
        { ...row, take },
        { ...row, take, goal: 0.3 },
      ],
    };
    const [stated, missed] = await runBench(bench);
    assert.equal(stated?.ours.value, 95);
    assert.equal(stated.ratio, 0.5);
    assert.equal(stated.met, true);
    assert.equal(missed?.met, false);
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
