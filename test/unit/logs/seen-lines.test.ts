import assert from 'node:assert/strict';
import type { LogEntry } from '../../../server/src/engines/contract.ts';
import { SeenLines } from '../../../server/src/logs/seen-lines.ts';

const at = (timeMs: number, text: string, nanos = 0): LogEntry => ({
  stream: 'stdout',
  timeMs,
  time: `${new Date(timeMs).toISOString().slice(0, -1)}${String(nanos).padStart(6, '0')}Z`,
  text,
});

describe('reading a log again', () => {
  it('begins at the beginning when nothing was seen', () => {
    assert.equal(new SeenLines().resume(), undefined);
  });

  it('skips what was seen once for each time it was seen', () => {
    const seen = new SeenLines();
    const same = at(5000, 'same');
    for (const line of [at(4999, 'a'), same, same]) assert.ok(seen.isNew(line));
    const since = seen.resume();
    assert.ok(since !== undefined && since <= 4999);
    assert.deepEqual(
      [at(4999, 'a'), same, same, same, at(5001, 'b')].map((line) => seen.isNew(line)),
      [false, false, false, true, true],
    );
  });

  it('takes a line that was written late with an earlier time', () => {
    const seen = new SeenLines();
    seen.isNew(at(5000, 'first'));
    const since = seen.resume();
    const late = at(4990, 'late, from the other output');
    assert.ok(since !== undefined && since <= late.timeMs);
    assert.ok(seen.isNew(late));
  });

  it('leaves out what came before the history that was asked for', () => {
    const seen = new SeenLines();
    const first = at(5000, 'first shown', 500);
    seen.startAt(first);
    seen.isNew(first);
    seen.resume();
    assert.equal(seen.isNew(at(5000, 'before', 400)), false);
    assert.equal(seen.isNew(at(5000, 'after', 600)), true);
  });

  it('keeps only the last moments, however long the log', () => {
    const seen = new SeenLines();
    for (let ms = 0; ms < 100_000; ms += 1) assert.ok(seen.isNew(at(ms, 'x')));
    const since = seen.resume();
    assert.ok(since !== undefined && since >= 99_000);
    assert.equal(seen.isNew(at(99_999, 'x')), false);
  });

  it('keeps little of what comes very fast, and doubles none of it', () => {
    const seen = new SeenLines();
    const lines = Array.from({ length: 40_000 }, (_, n) => at(5000 + Math.floor(n / 200), `${n}`));
    for (const line of lines) assert.ok(seen.isNew(line));
    const since = seen.resume();
    assert.ok(since !== undefined && since > 5170);
    const again = lines.filter(({ timeMs }) => timeMs >= since);
    assert.ok(again.length > 3000);
    assert.deepEqual(
      again.filter((line) => seen.isNew(line)),
      [],
    );
  });
});
