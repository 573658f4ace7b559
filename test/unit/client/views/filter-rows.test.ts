import assert from 'node:assert/strict';
import { filterRows } from '../../../../client/src/views/filter-rows.ts';
import { projectRow } from '../../../../client/src/views/looks/project.ts';
import type { RowSpec } from '../../../../client/src/views/tree-state.ts';
import { aProject, aService } from '../items.ts';

const rows = [
  projectRow(aProject({ services: [aService({ name: 'web' }), aService({ name: 'cache' })] })),
  projectRow(aProject({ name: 'blog', services: [aService({ name: 'db', state: 'exited' })] })),
];

const shown = (list: readonly RowSpec[]): unknown =>
  list.map(({ look, children }) => [look.label, ...(children ?? []).map((row) => row.look.label)]);

describe('filterRows', () => {
  it('keeps a matching row with all that is below it', () => {
    assert.deepEqual(shown(filterRows(rows, 'SHOP')), [['shop', 'web', 'cache']]);
  });

  it('keeps what is above a matching row, opened', () => {
    const kept = filterRows(rows, 'cach');
    assert.deepEqual(shown(kept), [['shop', 'cache']]);
    assert.equal(kept[0]?.look.fold, 'open');
  });

  it('finds every word in label and description', () => {
    assert.deepEqual(shown(filterRows(rows, 'exit db')), [['blog', 'db']]);
    assert.deepEqual(shown(filterRows(rows, 'exit web')), []);
  });

  it('keeps everything when it is empty', () => {
    assert.equal(filterRows(rows, '  '), rows);
  });
});
