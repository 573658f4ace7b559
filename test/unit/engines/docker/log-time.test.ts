import assert from 'node:assert/strict';
import { TimeReader } from '../../../../server/src/engines/docker/log-time.ts';

describe('The times before log lines', () => {
  const rows: readonly (readonly [string, string, number])[] = [
    ['as Docker writes them', '2026-01-02T03:04:05.678901234Z', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ['without a fraction', '2026-01-02T03:04:05Z', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['with few digits', '2026-01-02T03:04:05.5Z', Date.UTC(2026, 0, 2, 3, 4, 5, 500)],
    ['of another zone', '2026-01-02T03:04:05.678901234+02:00', Date.UTC(2026, 0, 2, 1, 4, 5, 678)],
  ];
  const reader = new TimeReader();
  for (const [what, time, timeMs] of rows) {
    it(`are read ${what}`, () => {
      const bytes = Buffer.from(`..${time} hello`);
      assert.equal(reader.read(bytes, 2, bytes.length), time.length + 1);
      assert.deepEqual([reader.time, reader.timeMs], [time, timeMs]);
    });
  }

  it('are read one after the other, of the same second and of others', () => {
    for (let ms = 0; ms < 200_000; ms += 331) {
      const iso = new Date(Date.UTC(2026, 10, 22, 23, 58) + ms).toISOString();
      const bytes = Buffer.from(`${iso.slice(0, -1)}000001Z x`);
      assert.equal(reader.read(bytes, 0, bytes.length), 31);
      assert.equal(reader.timeMs, Date.parse(iso));
    }
  });

  it('are not taken for such where they are none', () => {
    for (const text of [
      '',
      'hello',
      '2026-01-02',
      '2026-01-02T03:04:05.6789012xxZ hello there, you',
    ]) {
      assert.equal(reader.read(Buffer.from(text), 0, text.length), 0);
    }
  });

  it('may be all that there is', () => {
    const time = '2026-01-02T03:04:05.678901234Z';
    assert.equal(reader.read(Buffer.from(time), 0, time.length), time.length);
  });
});
