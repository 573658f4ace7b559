import assert from 'node:assert/strict';
import {
  applyPatch,
  readKept,
  serviceOf,
  writeKept,
  type Kept,
} from '../../../../server/src/reload/reconcile/kept.ts';

describe('what is kept of services', () => {
  const make = (): Kept => {
    const kept: Kept = new Map();
    const web = serviceOf(kept, 'web');
    web.stamps.set('/src/a', { stamp: '1:2:3', fingerprint: '644 aa' });
    web.taken.set('/src/a', '644 aa');
    web.rules.add('restart /src');
    web.containers.set('one', new Map([['/app/a', '644 aa']]));
    web.images.set('sha256:1', new Set(['/app/a']));
    return kept;
  };
  const patch = {
    service: 'web',
    taken: { '/src/a': null, '/src/b': '644 bb' },
    containers: { one: { '/app/a': null, '/app/b': '644 bb' }, unknown: { '/app/b': '644 bb' } },
  };

  it('is read as it was written', () => {
    assert.deepEqual(readKept(writeKept(make())), make());
  });

  it('takes up lines that were added, up to one that was cut off', () => {
    const expected = make();
    applyPatch(expected, patch);
    assert.deepEqual([...expected.get('web')!.taken], [['/src/b', '644 bb']]);
    // A part of what a container has is not what it has.
    assert.deepEqual([...expected.get('web')!.containers.keys()], ['one']);
    const text = `${writeKept(make())}\n${JSON.stringify(patch)}\n`;
    assert.deepEqual(readKept(text), expected);
    assert.deepEqual(readKept(`${text}{"service":"we`), expected);
  });

  it('is not anything else', () => {
    for (const text of ['', '{}', '[]', 'null', '{"version":2,"services":{}}', '{"version":1,'])
      assert.throws(() => readKept(text));
  });

  it('keeps services and files of any name', () => {
    const kept: Kept = new Map();
    const odd = serviceOf(kept, 'constructor');
    odd.taken.set('toString', '644 aa');
    odd.containers.set('hasOwnProperty', new Map([['/\n', '-> x']]));
    assert.deepEqual(readKept(writeKept(kept)), kept);
  });
});
