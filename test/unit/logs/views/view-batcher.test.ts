import assert from 'node:assert/strict';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { ViewBatcher, type ShownLine } from '../../../../server/src/logs/views/view-batcher.ts';

const lines = (count: number): readonly ShownLine[] =>
  Array.from({ length: count }, (_, offset) => ({
    ...{ source: 'web', containerId: undefined, stream: 'stdout' as const, timeMs: 1 },
    ...{ text: String(offset), ring: 'shop', offset },
  }));

interface Heard {
  readonly lines: readonly { readonly seq: number; readonly text: string; readonly at?: string }[];
  readonly dropped: number;
  readonly behind?: number;
}

describe('handing kept lines to a view', () => {
  const open = () => {
    const heard: Heard[] = [];
    let wake: () => void = () => undefined;
    const batcher = new ViewBatcher({
      clock: systemClock,
      sink: (batch) => {
        heard.push(batch);
        wake();
      },
    });
    const next = (): Promise<void> =>
      new Promise((resolve) => {
        wake = resolve;
      });
    return { heard, batcher, next };
  };

  it('says where each line stands', async () => {
    const { heard, batcher, next } = open();
    batcher.push(lines(2));
    await next();
    assert.deepEqual(
      heard[0]?.lines.map(({ seq, at }) => [seq, at]),
      [
        [0, '0.shop'],
        [1, '1.shop'],
      ],
    );
  });

  it('leaves out the oldest of too many, counts them, and takes its time then', async () => {
    const { heard, batcher, next } = open();
    batcher.push(lines(5500));
    await next();
    const first = performance.now();
    assert.equal(heard[0]?.dropped, 4500);
    assert.deepEqual([heard[0].lines[0]?.text, heard[0].lines[0]?.seq], ['4500', 4500]);
    batcher.push(lines(1));
    await next();
    assert.ok(performance.now() - first >= 90);
    assert.equal(heard[1]?.lines[0]?.seq, 5500);
  });

  it('counts what comes while the view does not follow, and nothing of that comes later', async () => {
    const { heard, batcher, next } = open();
    batcher.push(lines(3));
    batcher.follow(false);
    assert.equal(heard[0]?.lines.length, 3);
    batcher.push(lines(5));
    batcher.push(lines(4));
    await next();
    assert.deepEqual(heard[1], { lines: [], dropped: 0, behind: 9 });
    batcher.follow(true);
    batcher.push(lines(1));
    await next();
    assert.equal(heard.at(-1)?.lines.length, 1);
  });
});
