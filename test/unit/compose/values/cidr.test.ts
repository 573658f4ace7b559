import assert from 'node:assert/strict';
import { subnetsOverlap } from '../../../../server/src/compose/values/cidr.ts';

describe('subnets', () => {
  it('overlap where one is within the other', () => {
    assert(subnetsOverlap('10.5.0.0/16', '10.5.3.0/24'));
    assert(subnetsOverlap('10.5.3.0/24', '10.0.0.0/8'));
    assert(subnetsOverlap('10.5.3.17/24', '10.5.3.0/24'));
    assert(subnetsOverlap('fd00::/8', 'fd12:3456::/64'));
    assert(subnetsOverlap('0.0.0.0/0', '192.168.0.0/16'));
  });

  it('do not where they lie beside each other, or are of two families, or none', () => {
    assert(!subnetsOverlap('10.5.0.0/16', '10.6.0.0/16'));
    assert(!subnetsOverlap('10.5.0.0/16', 'fd00::/8'));
    for (const text of ['', '10.5.0.0', '10.5.0.0/33', 'x/8', '10.5.0.0/-1'])
      assert(!subnetsOverlap(text, '10.0.0.0/8'), text);
  });
});
