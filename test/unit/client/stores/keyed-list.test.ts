import assert from 'node:assert/strict';
import { CountedSet } from '../../../../client/src/stores/counted-set.ts';
import { KeyedList } from '../../../../client/src/stores/keyed-list.ts';

const list = () => new KeyedList<{ id: string; n: number }>(({ id }) => id);

describe('KeyedList', () => {
  it('replaces in place, appends what is new and removes what is gone', () => {
    const items = list();
    items.replace([
      { id: 'a', n: 1 },
      { id: 'b', n: 1 },
    ]);
    items.patch(
      [
        { id: 'a', n: 2 },
        { id: 'c', n: 1 },
      ],
      ['b', 'never there'],
    );
    assert.deepEqual(items.items, [
      { id: 'a', n: 2 },
      { id: 'c', n: 1 },
    ]);
  });

  it('has what was removed and sent anew in one patch', () => {
    const items = list();
    items.replace([{ id: 'a', n: 1 }]);
    items.patch([{ id: 'a', n: 2 }], ['a']);
    assert.deepEqual(items.get('a'), { id: 'a', n: 2 });
  });
});

describe('CountedSet', () => {
  it('holds a value as long as anybody wants it', () => {
    const set = new CountedSet<string>();
    assert.equal(set.add('x'), true);
    assert.equal(set.add('x'), false);
    assert.equal(set.delete('x'), false);
    assert.deepEqual(set.values, ['x']);
    assert.equal(set.delete('x'), true);
    assert.deepEqual(set.values, []);
  });
});
