import assert from 'node:assert/strict';
import { PathTable } from '../../../server/src/compose/path-table.ts';

const table = new PathTable({
  'services.*.ports': 1,
  'services.web.image': 2,
  'services.*.dns': 3,
});

/** What is visited below a path, with what the table says there. */
const visited = (path: readonly string[], keys: readonly string[]): unknown => {
  let cursor: typeof table.root | undefined = table.root;
  for (const part of path) cursor = cursor?.step(part);
  const found: unknown[] = [];
  cursor?.each(new Map(keys.map((key) => [key, `entry ${key}`])), (entry, key, { value }) => {
    found.push([key, entry, value]);
  });
  return found;
};

describe('the entries where the patterns of a table go on', () => {
  it('are all of them below a star, exact ones too', () => {
    assert.deepEqual(visited(['services'], ['web', 'db']), [
      ['web', 'entry web', undefined],
      ['db', 'entry db', undefined],
    ]);
  });

  it('are those with a name in it, be they few among many or the table longer than them', () => {
    const dns = ['dns', 'entry dns', 3];
    assert.deepEqual(visited(['services', 'db'], ['image', 'dns', 'build', 'labels']), [dns]);
    assert.deepEqual(visited(['services', 'web'], ['dns']), [dns]);
    assert.deepEqual(visited(['services', 'web'], ['a', 'image', 'b', 'c', 'd']), [
      ['image', 'entry image', 2],
    ]);
  });

  it('are none where no pattern goes on', () => {
    assert.deepEqual(visited([], ['networks', 'volumes']), []);
  });
});
