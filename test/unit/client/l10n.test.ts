import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleFile, collectTexts } from '../../../scripts/l10n.ts';
import { t } from '../../../client/src/base/l10n.ts';

describe('the texts for translators', () => {
  it('are those of the source: `node scripts/l10n.ts` writes them', async () => {
    const bundle = JSON.parse(await readFile(bundleFile, 'utf8')) as Record<string, string>;
    assert.deepEqual(Object.keys(bundle), await collectTexts());
  });
});

describe('t', () => {
  it('puts arguments in their places, also twice, and keeps a place without one', () => {
    assert.equal(t('{1} of {0}, {1} {2}', 'a', 2), '2 of a, 2 {2}');
  });
});
