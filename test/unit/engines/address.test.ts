import assert from 'node:assert/strict';
import { parseAddress } from '../../../server/src/engines/address.ts';

describe('parseAddress', () => {
  const good: readonly (readonly [string, unknown])[] = [
    ['unix:///var/run/docker.sock', { kind: 'unix', path: '/var/run/docker.sock' }],
    ['/with space/docker.sock', { kind: 'unix', path: '/with space/docker.sock' }],
    ['npipe:////./pipe/docker_engine', { kind: 'npipe', path: '//./pipe/docker_engine' }],
    ['tcp://host', { kind: 'tcp', host: 'host', port: 2375, tls: false }],
    ['tcp://[::1]:2376', { kind: 'tcp', host: '::1', port: 2376, tls: true }],
    ['https://host:80', { kind: 'tcp', host: 'host', port: 80, tls: true }],
    ['ssh://host', { kind: 'ssh', host: 'host' }],
    [
      'ssh://ada@host:2222/run/docker.sock',
      { kind: 'ssh', host: 'host', user: 'ada', port: 2222, socket: '/run/docker.sock' },
    ],
  ];
  for (const [text, address] of good) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseAddress(text), address);
    });
  }

  const bad = [
    '',
    'docker',
    'unix://',
    'unix://relative',
    'tcp://',
    'tcp://host:port',
    'ftp://host',
  ];
  // What ssh would take for an option of its own.
  const injected = [
    'ssh://-oProxyCommand=touch',
    'ssh://-l@host',
    'npipe://C:/file',
    'tcp://host/path',
  ];
  for (const text of [...bad, ...injected]) {
    it(`refuses "${text}"`, () => {
      assert.equal(parseAddress(text), undefined);
    });
  }
});
