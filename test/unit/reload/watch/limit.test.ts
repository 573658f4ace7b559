import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { TempTree } from '../../projects/temp-tree.ts';

/** A limit of its own: that of the machine is not ours to lower. */
const withLimit = [
  '-U',
  '-r',
  'sh',
  '-c',
  'echo 5 > /proc/sys/user/max_inotify_watches && exec "$@"',
  'sh',
];

describe('a system with too few watches', () => {
  let tree: TempTree;
  before(function () {
    try {
      execFileSync('unshare', [...withLimit, 'true'], { stdio: 'ignore' });
    } catch {
      this.skip();
    }
    tree = new TempTree();
  });
  after(() => {
    tree.dispose();
  });

  it('is told of once, with what to do, and nothing is missed', async function () {
    this.timeout(20_000);
    const child = join(import.meta.dirname, 'limited-child.ts');
    const args = [...withLimit, process.execPath, child, tree.root, '12'];
    const { stdout } = await promisify(execFile)('unshare', args, { timeout: 15_000 });
    const [error, heard, ...rest] = stdout.trim().split('\n');
    assert.match(error ?? '', /no watch left for .*folder-.*sysctl/);
    assert.deepEqual([heard, ...rest], ['heard all']);
  });
});
