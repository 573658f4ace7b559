import assert from 'node:assert/strict';
import { parseBytes, readBytes } from '../../../../server/src/compose/values/bytes.ts';

describe('sizes', () => {
  it('are powers of 1024, however they are written', () => {
    assert.equal(parseBytes('64m'), 67_108_864);
    assert.equal(parseBytes('1.5GiB'), 1_610_612_736);
    assert.equal(parseBytes('2 kb'), 2048);
    assert.equal(parseBytes('100'), 100);
    assert.equal(parseBytes('7b'), 7);
  });
  it('are refused in the words of the reference', () => {
    assert.deepEqual(readBytes('2gigs'), { error: "invalid suffix: 'gigs'" });
    assert.deepEqual(readBytes('big'), { error: "invalid size: 'big'" });
    assert.equal(parseBytes('-1m'), undefined);
  });
});
