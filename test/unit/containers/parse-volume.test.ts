import assert from 'node:assert/strict';
import { parseVolume } from '../../../server/src/containers/parse-volume.ts';

describe('the short syntax of a volume', () => {
  const rows: readonly (readonly [string, object])[] = [
    ['/data', { kind: 'volume', target: '/data' }],
    ['cache:/data', { kind: 'volume', source: 'cache', target: '/data' }],
    ['/srv/a b:/data:ro', { kind: 'bind', source: '/srv/a b', target: '/data', readOnly: true }],
    ['/srv:/data:rw', { kind: 'bind', source: '/srv', target: '/data' }],
    ['C:\\work:/data', { kind: 'bind', source: 'C:\\work', target: '/data' }],
  ];
  for (const [text, expected] of rows) {
    it(`reads ${text}`, () => {
      assert.deepEqual(parseVolume(text), expected);
    });
  }

  for (const text of [
    '',
    'data',
    './here:/data',
    '../up:/data',
    '~/home:/data',
    '/a:/b:/c',
    '/a:b',
  ]) {
    it(`refuses "${text}"`, () => {
      assert.throws(() => parseVolume(text), { code: 'invalid-input' });
    });
  }
});
