import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { withoutEffect } from '../../../../server/src/compose/rules/no-effect.ts';
import { elsewhere } from './elsewhere.ts';
import { page, renderPage } from './render.ts';
import { findSupport, type Support } from './support.ts';

describe('every property of the compose schema', function () {
  this.timeout(120_000);
  let support: ReadonlyMap<string, Support>;
  const pathsOf = (kind: Support['kind']): readonly string[] =>
    [...support].flatMap(([path, found]) => (found.kind === kind ? [path] : []));

  before(async () => {
    support = await findSupport();
  });

  it('is tried out by a sample', () => {
    assert.ok(support.size > 250, 'the schema has been read');
    assert.deepEqual(pathsOf('unsampled'), []);
  });

  it('takes effect, is looked after elsewhere, or is told: none is dropped', () => {
    assert.deepEqual(pathsOf('dropped'), []);
  });

  it('is not said to have no effect when it has one', () => {
    const effective = new Set(pathsOf('effect'));
    const said = [...Object.keys(withoutEffect), ...Object.keys(elsewhere)];
    assert.deepEqual(
      said.filter((path) => effective.has(path)),
      [],
    );
  });

  it('is on the page for users as it is (write it with test/unit/compose/support/write.ts)', async () => {
    assert.equal(await readFile(page, 'utf8'), await renderPage(support));
  });
});
