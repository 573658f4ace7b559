import assert from 'node:assert/strict';
import { parseSince } from '../../../../client/src/panels/parse-since.ts';

const now = new Date(2026, 2, 4, 15, 30, 0).getTime();
const at = (...parts: [number, number, number, number?, number?, number?, number?]): number =>
  new Date(
    parts[0],
    parts[1] - 1,
    parts[2],
    ...([3, 4, 5, 6].map((n) => parts[n] ?? 0) as []),
  ).getTime();

describe('the time that a person means', () => {
  const known: readonly (readonly [string, number])[] = [
    ['90s', now - 90_000],
    ['15m', now - 900_000],
    ['2h 30m', now - 9_000_000],
    ['1d', now - 86_400_000],
    ['14:30', at(2026, 3, 4, 14, 30)],
    ['14:30:15.5', at(2026, 3, 4, 14, 30, 15, 500)],
    // Still to come today: yesterday's is meant.
    ['23:00', at(2026, 3, 3, 23)],
    ['2026-03-01', at(2026, 3, 1)],
    ['2026-03-01 08:05', at(2026, 3, 1, 8, 5)],
    [' 2026-03-01T08:05:09 ', at(2026, 3, 1, 8, 5, 9)],
  ];
  for (const [text, expected] of known) {
    it(`is known of "${text}"`, () => {
      assert.equal(parseSince(text, now), expected);
    });
  }

  for (const text of ['', 'soon', '25:00', '12:60', '2026-02-31', '10', '2026-03-0112:00']) {
    it(`is not known of "${text}"`, () => {
      assert.equal(parseSince(text, now), undefined);
    });
  }
});
