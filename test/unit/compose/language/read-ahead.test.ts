import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReadAhead } from '../../../../server/src/compose/language/read-ahead.ts';

describe('files that are read ahead of questions', () => {
  it('are read once for what is typed at once, each by itself', async () => {
    const read: string[] = [];
    const bothRead = Promise.withResolvers<undefined>();
    const ahead = new ReadAhead((uri) => {
      if (read.push(uri) === 2) bothRead.resolve(undefined);
    });
    for (const uri of ['a', 'a', 'b', 'a', 'b']) ahead.changed(uri);
    assert.deepEqual(read, []);
    await bothRead.promise;
    assert.deepEqual(read.toSorted(), ['a', 'b']);
    ahead.dispose();
  });

  it('are not read once nobody is there any more', async () => {
    const ahead = new ReadAhead(() => assert.fail('read'));
    ahead.changed('a');
    ahead.dispose();
    // Timers fire in their order.
    await sleep(20);
  });
});
