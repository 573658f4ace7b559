import assert from 'node:assert/strict';
import { addressesOf, describePorts } from '../../../../client/src/format/ports.ts';

const tcp = (hostPort: number | undefined, containerPort: number, hostIp = '0.0.0.0') => ({
  containerPort,
  protocol: 'tcp' as const,
  hostIp,
  ...(hostPort === undefined ? {} : { hostPort }),
});

describe('describePorts', () => {
  it('names each published port once, in order, and where it leads when that is another', () => {
    const ports = [tcp(9000, 9000), tcp(8080, 80), tcp(8080, 80, '::'), tcp(undefined, 443)];
    assert.equal(describePorts(ports), ':8080→80 :9000');
  });

  it('names the protocol unless it is TCP', () => {
    assert.equal(describePorts([{ containerPort: 53, hostPort: 53, protocol: 'udp' }]), ':53/udp');
  });
});

describe('addressesOf', () => {
  it('is one address a port, on localhost where every interface listens', () => {
    assert.deepEqual(addressesOf([tcp(8080, 80), tcp(8080, 80, '::')]), ['http://localhost:8080']);
  });

  it('keeps an interface that was asked for', () => {
    assert.deepEqual(addressesOf([tcp(80, 80, '10.0.0.5')]), ['http://10.0.0.5:80']);
    assert.deepEqual(addressesOf([tcp(80, 80, 'fe80::1')]), ['http://[fe80::1]:80']);
  });

  it('has none for UDP and for what is not published', () => {
    assert.deepEqual(
      addressesOf([tcp(undefined, 80), { containerPort: 53, hostPort: 53, protocol: 'udp' }]),
      [],
    );
  });

  it('speaks TLS on 443', () => {
    assert.deepEqual(addressesOf([tcp(443, 8443)]), ['https://localhost:443']);
  });
});
