import assert from 'node:assert/strict';
import { systemClock } from '../../../server/src/base/clock.ts';
import { LineBatcher, type LogBatch } from '../../../server/src/logs/line-batcher.ts';

const line = (text: string) => ({
  timeMs: 1,
  source: 'web',
  stream: 'stdout' as const,
  text,
});

describe('batching log lines', () => {
  const open = () => {
    const batches: LogBatch[] = [];
    let heard: () => void = () => undefined;
    const batcher = new LineBatcher((batch) => {
      batches.push(batch);
      heard();
    }, systemClock);
    const next = (): Promise<void> =>
      new Promise((resolve) => {
        heard = resolve;
      });
    return { batches, batcher, next };
  };

  it('hands on what comes in one frame together, numbered', async () => {
    const { batches, batcher, next } = open();
    for (const text of ['a', 'b', 'c']) batcher.push(line(text));
    await next();
    assert.equal(batches.length, 1);
    assert.deepEqual(
      batches[0]?.lines.map(({ seq, text }) => [seq, text]),
      [
        [0, 'a'],
        [1, 'b'],
        [2, 'c'],
      ],
    );
  });

  it('sorts what comes in one frame by time, and keeps the order of lines of one time', async () => {
    const { batches, batcher, next } = open();
    for (const [text, timeMs] of [
      ['web 1', 10],
      ['web 2', 12],
      ['api 1', 11],
      ['api 2', 12],
    ] as const) {
      batcher.push({ ...line(text), timeMs });
    }
    await next();
    assert.deepEqual(
      batches[0]?.lines.map(({ seq, text }) => [seq, text]),
      [
        [0, 'web 1'],
        [1, 'api 1'],
        [2, 'web 2'],
        [3, 'api 2'],
      ],
    );
  });

  it('hands on at most once in 16 ms', async () => {
    const { batcher, next } = open();
    batcher.push(line('a'));
    await next();
    const first = performance.now();
    batcher.push(line('b'));
    await next();
    assert.ok(performance.now() - first >= 14);
  });

  it('drops the oldest of too many and says how many', async () => {
    const { batches, batcher, next } = open();
    for (let index = 0; index < 12_345; index += 1) batcher.push(line(String(index)));
    await next();
    const [batch] = batches;
    assert.equal(batch?.lines.length, 5000);
    assert.equal(batch.dropped, 7345);
    assert.equal(batch.lines.at(-1)?.text, '12344');
  });

  it('drops nothing of a history', () => {
    const { batches, batcher } = open();
    batcher.pushAll(Array.from({ length: 12_000 }, (_, index) => line(String(index))));
    assert.deepEqual(
      batches.map(({ lines, dropped }) => [lines.length, dropped]),
      [
        [5000, 0],
        [5000, 0],
        [2000, 0],
      ],
    );
  });

  it('is silent once disposed of', async () => {
    const { batches, batcher } = open();
    batcher.push(line('a'));
    batcher.dispose();
    await systemClock.sleep(20);
    assert.deepEqual(batches, []);
  });
});
