import assert from 'node:assert/strict';
import { parsePort } from '../../../../server/src/compose/canonical/port.ts';

describe('ports, short form', () => {
  it('reads address, host port, container port and protocol', () => {
    assert.deepEqual(parsePort('80'), [{ target: 80, protocol: 'tcp' }]);
    assert.deepEqual(parsePort('[::1]:8080:80/UDP'), [
      { hostIp: '::1', published: '8080', target: 80, protocol: 'udp' },
    ]);
    assert.deepEqual(parsePort('127.0.0.1::80'), [
      { hostIp: '127.0.0.1', target: 80, protocol: 'tcp' },
    ]);
  });
  it('spells out ranges', () => {
    assert.deepEqual(parsePort('9000-9001:90-91'), [
      { published: '9000', target: 90, protocol: 'tcp' },
      { published: '9001', target: 91, protocol: 'tcp' },
    ]);
    assert.deepEqual(parsePort('9000-9010:80'), [
      { published: '9000-9010', target: 80, protocol: 'tcp' },
    ]);
  });
  const refused: readonly (readonly [string, string])[] = [
    ['9999999', 'invalid containerPort: 9999999'],
    ['80/xyz', 'invalid proto: xyz'],
    ['9000-8000:80', 'invalid hostPort: 9000-8000'],
    [
      '8000-8005:80-82',
      'invalid ranges specified for container and host Ports: 80-82 and 8000-8005',
    ],
    ['nowhere:80:80', 'invalid ip address: nowhere'],
    ['80:', 'no port specified: 80:<empty>'],
  ];
  for (const [spec, error] of refused) {
    it(`refuses ${spec}`, () => {
      assert.deepEqual(parsePort(spec), { error });
    });
  }
});
