import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ProjectId } from '#shared/protocol/ids';
import { silentLog } from '../../../server/src/base/log.ts';
import { ProjectStore } from '../../../server/src/projects/store.ts';
import { TempTree } from './temp-tree.ts';

const id = (text: string): ProjectId => text as ProjectId;

describe('project store', () => {
  let tree: TempTree;
  beforeEach(() => {
    tree = new TempTree();
  });
  afterEach(() => {
    tree.dispose();
  });
  const open = (): ProjectStore => new ProjectStore({ folder: tree.path('state'), log: silentLog });

  it('starts empty and creates nothing by reading', async () => {
    assert.equal((await open().read()).size, 0);
    assert.equal(existsSync(tree.path('state')), false);
  });

  it('keeps each choice of each project', async () => {
    const store = open();
    await store.update(id('/a'), () => ({ profiles: ['x', 'y'] }));
    await store.update(id('/a'), () => ({ autoRestart: true }));
    await store.update(id('/b'), () => ({ autoRestart: false }));
    const read = await open().read();
    assert.deepEqual(read.get(id('/a')), { profiles: ['x', 'y'], autoRestart: true });
    assert.deepEqual(read.get(id('/b')), { autoRestart: false });
  });

  it('loses nothing when two windows write at the same time', async () => {
    const windows = [open(), open()];
    await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        windows[n % 2]!.update(id(`/p${n}`), () => ({ profiles: [String(n)] })),
      ),
    );
    const read = await open().read();
    assert.equal(read.size, 40);
    assert.deepEqual(read.get(id('/p39')), { profiles: ['39'] });
    assert.deepEqual(readdirSync(tree.path('state')), ['projects.json']);
  });

  for (const [title, text] of Object.entries({
    'a file that is no JSON': '{"version": 1, "proj',
    'an empty file': '',
    'a file of another shape': '{"version":1,"projects":{"/a":{"profiles":"x"}}}',
    'a file of another version': '{"version":2,"projects":{}}',
  })) {
    it(`puts aside ${title} and goes on`, async () => {
      tree.write({ 'state/projects.json': text, 'state/projects.json.corrupt-1': 'older' });
      const said: string[] = [];
      const log = { ...silentLog, error: (message: string) => said.push(message) };
      const store = new ProjectStore({ folder: tree.path('state'), log });
      assert.equal((await store.read()).size, 0);
      assert.equal(said.length, 1);
      assert.match(said[0]!, /corrupt-2/);
      assert.equal(readFileSync(tree.path('state/projects.json.corrupt-2'), 'utf8'), text);
      assert.equal(readFileSync(tree.path('state/projects.json.corrupt-1'), 'utf8'), 'older');
      await store.update(id('/a'), () => ({ autoRestart: true }));
      assert.deepEqual((await open().read()).get(id('/a')), { autoRestart: true });
    });
  }

  it('rejects what it cannot keep', async () => {
    tree.write({ state: 'a file where the folder should be' });
    await assert.rejects(open().update(id('/a'), () => ({ autoRestart: true })));
  });
});
