import assert from 'node:assert/strict';
import {
  TreeState,
  type RowSpec,
  type TreeChange,
} from '../../../../client/src/views/tree-state.ts';
import { cpuMsOf } from '../../../support/cpu-time.ts';

const row = (id: string, description: string, children: readonly RowSpec[] = []): RowSpec => ({
  id,
  look: { label: id, description, icon: 'circle', contextValue: 'x', spoken: id },
  target: { kind: 'text' },
  children,
});

const drawn = (change: TreeChange): string =>
  change.kind === 'all' ? 'all' : change.rows.map(({ id }) => id).join();

describe('TreeState', () => {
  it('draws only the row that changed, and keeps its identity', () => {
    const tree = new TreeState();
    tree.update([row('a', '1'), row('b', '1'), row('c', '1')]);
    const before = [...tree.roots];
    assert.equal(drawn(tree.update([row('a', '1'), row('b', '2'), row('c', '1')])), 'b');
    assert.deepEqual(tree.roots, before);
    assert.equal(tree.roots[1]?.look.description, '2');
  });

  it('draws nothing when nothing changed', () => {
    const tree = new TreeState();
    tree.update([row('a', '1', [row('a/1', '1')])]);
    assert.equal(drawn(tree.update([row('a', '1', [row('a/1', '1')])])), '');
  });

  it('draws a child alone when its parent looks the same', () => {
    const tree = new TreeState();
    tree.update([row('a', '1', [row('a/1', '1'), row('a/2', '1')])]);
    assert.equal(drawn(tree.update([row('a', '1', [row('a/1', '1'), row('a/2', '2')])])), 'a/2');
  });

  it('does not look below a row that is made of the same as before', () => {
    const tree = new TreeState();
    const same = row('a', '1', [row('a/1', '1')]);
    tree.update([same]);
    const before = tree.find('a/1');
    assert.equal(drawn(tree.update([row('b', '1'), same])), 'all');
    assert.equal(tree.find('a/1'), before);
    assert.equal(drawn(tree.update([row('b', '2'), same])), 'b');
  });

  it('draws the parent once when it changed together with a child', () => {
    const tree = new TreeState();
    tree.update([row('a', '1', [row('a/1', '1')])]);
    assert.equal(drawn(tree.update([row('a', '2', [row('a/1', '2')])])), 'a');
    assert.equal(tree.find('a/1')?.look.description, '2');
  });

  it('draws the parent when a child came or went', () => {
    const tree = new TreeState();
    tree.update([row('a', '1', [row('a/1', '1')]), row('b', '1')]);
    const change = tree.update([row('a', '1', [row('a/1', '1'), row('a/2', '1')]), row('b', '1')]);
    assert.equal(drawn(change), 'a');
    assert.equal(tree.find('a/2')?.parent, tree.find('a'));
  });

  it('draws all when a row at the top came, went or moved, and keeps those that stay', () => {
    const tree = new TreeState();
    tree.update([row('a', '1'), row('b', '1')]);
    const b = tree.find('b');
    assert.equal(drawn(tree.update([row('b', '1')])), 'all');
    assert.equal(tree.find('b'), b);
    assert.equal(tree.find('a'), undefined);
    assert.equal(drawn(tree.update([row('c', '1'), row('b', '1')])), 'all');
    assert.equal(drawn(tree.update([row('b', '1'), row('c', '1')])), 'all');
  });

  it('draws a row whose tooltip would say something else', () => {
    const tree = new TreeState();
    tree.update([{ ...row('a', '1'), detail: { restarts: 0 } }]);
    assert.equal(drawn(tree.update([{ ...row('a', '1'), detail: { restarts: 1 } }])), 'a');
  });

  it('takes one row of 300 in no time', () => {
    const tree = new TreeState();
    const rows = Array.from({ length: 300 }, (_, index) => row(`r${index}`, 'running'));
    tree.update(rows);
    const next = rows.map((spec, index) => (index === 150 ? row('r150', 'exited') : spec));
    const ms = cpuMsOf(() => {
      assert.equal(drawn(tree.update(next)), 'r150');
    });
    assert.ok(ms < 50, `${ms} ms`);
  });
});
