import assert from 'node:assert/strict';
import { parsePathStat } from '../../../../server/src/engines/docker/path-stat.ts';

describe('what an engine says of a path', () => {
  for (const [mode, kind] of [
    [0o644, 'file'],
    [2 ** 31 + 0o755, 'folder'],
    // A folder for all, as /tmp is.
    [2 ** 31 + 2 ** 20 + 0o777, 'folder'],
    [2 ** 27 + 0o777, 'link'],
    [2 ** 25 + 0o644, 'other'],
    [2 ** 26 + 2 ** 21 + 0o666, 'other'],
    // What a program runs as is no other kind.
    [2 ** 23 + 0o755, 'file'],
  ] as const) {
    it(`${mode.toString(16)} is a ${kind}`, () => {
      const header = Buffer.from(JSON.stringify({ name: 'a', size: 5, mode, linkTarget: '' }));
      assert.deepEqual(parsePathStat(header.toString('base64')), { kind, sizeBytes: 5 });
    });
  }
});
