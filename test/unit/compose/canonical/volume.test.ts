import assert from 'node:assert/strict';
import { parseVolume } from '../../../../server/src/compose/canonical/volume.ts';

const plain = { readOnly: false, nocopy: false };

describe('mounts, short form', () => {
  it('tells paths from names', () => {
    assert.deepEqual(parseVolume('./a:/b:ro,z'), {
      ...plain,
      type: 'bind',
      source: './a',
      target: '/b',
      readOnly: true,
      selinux: 'z',
    });
    assert.deepEqual(parseVolume('data:/b:nocopy'), {
      ...plain,
      type: 'volume',
      source: 'data',
      target: '/b',
      nocopy: true,
    });
    assert.deepEqual(parseVolume('/only'), { ...plain, type: 'volume', target: '/only' });
  });
  it('knows Windows drives and variables', () => {
    assert.deepEqual(parseVolume('c:\\data:/b'), {
      ...plain,
      type: 'bind',
      source: 'c:\\data',
      target: '/b',
    });
    assert.deepEqual(parseVolume('${A:-x}:/b'), {
      ...plain,
      type: 'volume',
      source: '${A:-x}',
      target: '/b',
    });
  });
  const refused: readonly (readonly [string, string])[] = [
    ['', 'invalid empty volume spec'],
    ['src:dst:ro:more', 'invalid spec: src:dst:ro:more: too many colons'],
    ['src::dst', 'invalid spec: src::dst: empty section between colons'],
  ];
  for (const [spec, error] of refused) {
    it(`refuses ${JSON.stringify(spec)}`, () => {
      assert.deepEqual(parseVolume(spec), { error });
    });
  }
});
