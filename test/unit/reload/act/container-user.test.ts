import assert from 'node:assert/strict';
import { parseOwner } from '../../../../server/src/reload/act/container-user.ts';

describe('who owns the files of a container', () => {
  const files = {
    passwd: 'root:x:0:0:root:/root:/bin/sh\nnode:x:1000:1001::/home/node:/bin/sh\n',
    group: 'root:x:0:\nstaff:x:50:node\n',
  };
  for (const [user, uid, gid] of [
    ['node', 1000, 1001],
    ['1000', 1000, 1001],
    ['1000:7', 1000, 7],
    ['node:staff', 1000, 50],
    ['4321', 4321, 0],
    ['4321:staff', 4321, 50],
    ['nobody-knows', 0, 0],
    ['node:nobody-knows', 1000, 0],
  ] as const) {
    it(`${user} is ${String(uid)}:${String(gid)}`, () => {
      assert.deepEqual(parseOwner(user, files), { uid, gid });
    });
  }

  it('needs no files', () => {
    assert.deepEqual(parseOwner('12:34', { passwd: '', group: '' }), { uid: 12, gid: 34 });
    assert.deepEqual(parseOwner('node', { passwd: '', group: '' }), { uid: 0, gid: 0 });
  });
});
