import assert from 'node:assert/strict';
import { advice } from '../../../../server/src/compose/advice/index.ts';
import { besideFindings, catalog } from '../../../../server/src/compose/catalog/index.ts';
import { loaderFindings } from '../../../../server/src/compose/catalog/loader.ts';
import { rules } from '../../../../server/src/compose/rules/index.ts';
import { reportedCodes } from './reported-codes.ts';

describe('the catalog of findings', () => {
  it('has what the loader can report, as severe as it is, and nothing else', async () => {
    const reported = new Map((await reportedCodes()).map(({ code, severity }) => [code, severity]));
    const described = new Map(loaderFindings.map(({ code, severity }) => [code, severity]));
    assert.deepEqual([...described].sort(), [...reported].sort());
  });

  it('knows each code once', () => {
    const codes = [...loaderFindings, ...rules, ...advice, ...besideFindings].map(
      ({ code }) => code,
    );
    assert.deepEqual(codes, [...new Set(codes)]);
    for (const code of codes) assert.match(code, /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
  });

  it('says of each in a sentence what it is, and where to read on', () => {
    for (const { code, summary, url } of catalog.values()) {
      assert.match(summary, /^[A-Z`<].*\.$/, code);
      assert.ok(summary.length <= 100, `${code}: ${summary}`);
      assert.match(url, /^https:\/\/[a-z.]+\//, code);
    }
  });
});
