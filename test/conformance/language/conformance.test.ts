import assert from 'node:assert/strict';
import { corpusFolder } from '../compose/corpus.ts';
import { methods } from './ask.ts';
import { readCases } from './cases.ts';
import { exceptions } from './exceptions.ts';
import { measure, type FeatureShare } from './measure.ts';

const cases = await readCases(corpusFolder(process.env));

if (cases === undefined) {
  console.log('No compose corpus (HYPERBOX_CORPUS): the recorded editor cases are not asked.');
} else {
  describe('what an editor is answered', function () {
    this.timeout(120_000);
    let shares: readonly FeatureShare[];
    before(async () => {
      shares = await measure(cases);
    });
    for (const feature of Object.keys(methods)) {
      it(`${feature}: as recorded, but for what is listed with its reason`, () => {
        const share = shares.find((each) => each.feature === feature);
        assert.ok(share !== undefined && share.total > 0);
        const missed = share.missed.filter((each) => !((each.split('\n')[0] ?? '') in exceptions));
        assert.deepEqual(missed, []);
      });
    }
  });
}
