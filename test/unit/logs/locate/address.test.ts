import assert from 'node:assert/strict';
import { reachableAddress } from '../../../../server/src/logs/locate/address.ts';

describe('an address that a container prints', () => {
  const ports = [
    { containerPort: 3000, protocol: 'tcp', hostPort: 20001, hostIp: '0.0.0.0' },
    { containerPort: 8080, protocol: 'tcp', hostPort: 8080, hostIp: '192.168.1.7' },
    { containerPort: 443, protocol: 'tcp', hostPort: 8443, hostIp: '::' },
    { containerPort: 53, protocol: 'udp', hostPort: 5353 },
    { containerPort: 9229, protocol: 'tcp' },
  ] as const;
  const web = { ports, names: ['web', 'shop-web-1'], isHost: false };

  const rows: readonly (readonly [string, string, number?])[] = [
    ['http://0.0.0.0:3000', 'http://localhost:20001/'],
    ['http://localhost:3000/a?b=1#c', 'http://localhost:20001/a?b=1#c'],
    ['http://[::]:3000/', 'http://localhost:20001/'],
    ['http://127.0.0.1:3000/', 'http://localhost:20001/'],
    ['http://172.18.0.3:3000/', 'http://localhost:20001/'],
    ['http://web:3000/', 'http://localhost:20001/'],
    ['http://shop.localhost:3000/', 'http://shop.localhost:20001/'],
    ['http://localhost:8080/', 'http://192.168.1.7:8080/'],
    ['https://localhost/', 'https://localhost:8443/'],
    ['http://localhost:20001/', 'http://localhost:20001/'],
    ['http://172.18.0.3:9229/', 'http://172.18.0.3:9229/'],
    ['http://localhost:9229/', 'http://localhost:9229/', 9229],
    ['http://localhost:53/', 'http://localhost:53/', 53],
    ['http://localhost/', 'http://localhost/', 80],
    ['https://example.com:3000/', 'https://example.com:3000/'],
    ['ftp://localhost:3000/', 'ftp://localhost:3000/'],
    ['http://', 'http://'],
  ];
  for (const [given, url, unpublished] of rows) {
    const note =
      unpublished === undefined ? '' : `, whose port ${String(unpublished)} is not published`;
    it(`${given} is ${url}${note}`, () => {
      assert.deepEqual(
        reachableAddress(given, web),
        unpublished === undefined ? { url } : { url, unpublished },
      );
    });
  }

  it('is the host’s own where the container uses its network', () => {
    const host = { ...web, ports: [], isHost: true };
    assert.deepEqual(reachableAddress('http://0.0.0.0:3000', host), {
      url: 'http://localhost:3000/',
    });
  });
});
