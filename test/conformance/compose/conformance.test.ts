import assert from 'node:assert/strict';
import { corpusFolder, readCorpus } from './corpus.ts';
import { measure, type Share } from './measure.ts';

/** What is reached; a number may rise, never fall. */
const floors: Readonly<Record<string, number>> = {
  'valid projects whose model equals the reference': 100,
  'without interpolation': 100,
  'with all profiles': 100,
  'service hashes': 99.5,
  'real projects that must be refused': 99,
  'files that must be refused': 99.2,
  'errors on the known line': 95.9,
  'look-alikes accepted': 100,
};

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
    for (const [name, floor] of Object.entries(floors)) {
      it(`${name}: at least ${floor} %`, () => {
        const share = shares.find((each) => each.name === name);
        assert(share !== undefined);
        const percent = (100 * share.reached) / share.total;
        assert(percent >= floor, `${percent.toFixed(2)} %:\n${share.missed.join('\n')}`);
      });
    }
  });
}
