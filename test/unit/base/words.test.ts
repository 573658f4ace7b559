import assert from 'node:assert/strict';
import { bytesInWords, spanInWords } from '../../../server/src/base/words.ts';

describe('sizes and times in words', () => {
  it('writes sizes in the largest unit that fits', () => {
    assert.deepEqual([0, 999, 1000, 4_270_000, 116_400_000, 2.5e13].map(bytesInWords), [
      ...['0 bytes', '999 bytes', '1 kB', '4.3 MB', '116 MB', '25 TB'],
    ]);
  });

  it('writes times in the largest unit of which there is one', () => {
    assert.deepEqual([0, 59_999, 60_000, 7_200_000, 86_400_000, 8 * 86_400_000].map(spanInWords), [
      ...['0 seconds', '59 seconds', '1 minute', '2 hours', '1 day', '1 week'],
    ]);
  });
});
