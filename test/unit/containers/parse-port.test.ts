import assert from 'node:assert/strict';
import { parsePort } from '../../../server/src/containers/parse-port.ts';

const port = (containerPort: number, hostPort: string, more: object = {}): object => ({
  containerPort,
  protocol: 'tcp',
  hostPort,
  ...more,
});

describe('the short syntax of a port', () => {
  const rows: readonly (readonly [string, readonly object[]])[] = [
    ['80', [port(80, '')]],
    ['8080:80', [port(80, '8080')]],
    ['127.0.0.1:8080:80', [port(80, '8080', { hostIp: '127.0.0.1' })]],
    ['127.0.0.1::80', [port(80, '', { hostIp: '127.0.0.1' })]],
    ['[::1]:8080:80', [port(80, '8080', { hostIp: '::1' })]],
    ['53:53/udp', [port(53, '53', { protocol: 'udp' })]],
    ['8000-8001:80-81', [port(80, '8000'), port(81, '8001')]],
  ];
  for (const [text, expected] of rows) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parsePort(text), expected);
    });
  }

  for (const text of [
    '',
    'http',
    '0',
    '70000',
    '1:2:3:4',
    '80/icmp',
    '8000-8002:80-81',
    '9-8:9-8',
  ]) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => parsePort(text), { code: 'invalid-input' });
    });
  }
});
