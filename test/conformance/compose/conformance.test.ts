import assert from 'node:assert/strict';
import { corpusFolder, readCorpus } from './corpus.ts';
import { goals, isMissed } from './goals.ts';
import { measure, type Share } from './measure.ts';

const corpus = await readCorpus(corpusFolder(process.env));

if (corpus === undefined) {
  console.log('No compose corpus (HYPERBOX_CORPUS): only the small set of this repository runs.');
} else {
  describe('conformance with the reference', function () {
    this.timeout(120_000);
    let shares: readonly Share[];
    before(async () => {
      shares = await measure(corpus);
    });
    for (const [name, goal] of Object.entries(goals)) {
      it(`${name}: at least ${goal} %`, () => {
        const share = shares.find((each) => each.name === name);
        assert(share !== undefined);
        assert(!isMissed(share), share.missed.join('\n'));
      });
    }
  });
}
