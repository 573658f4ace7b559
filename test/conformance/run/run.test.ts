import assert from 'node:assert/strict';
import { findCompose } from '../../engine/run/compose-oracle.ts';
import { canRunDockerd } from '../../support/dockerd.ts';
import { corpusFolder, readCorpus } from '../compose/corpus.ts';
import { measureRuns } from './measure.ts';

/** One in so many: the whole set is `npm run conformance:run`. */
const step = 40;

describe('what a start leaves on the engine', function () {
  this.timeout(600_000);
  it('is what Docker Compose leaves there', async function () {
    const corpus = await readCorpus(corpusFolder(process.env));
    const compose = findCompose();
    if (corpus === undefined || compose === undefined || !canRunDockerd()) {
      console.log('      Skipped: it needs the corpus, Docker Compose, dockerd and root.');
      this.skip();
      return;
    }
    const valid = corpus.real.filter(({ config }) => config !== null && config !== undefined);
    const outcomes = await measureRuns({
      ...{ corpus, compose, engines: 2, signal: new AbortController().signal },
      cases: valid.filter((_, index) => index % step === step - 1),
    });
    assert.deepEqual(
      outcomes.filter(({ kind }) => kind === 'different'),
      [],
    );
    assert.ok(outcomes.some(({ kind }) => kind === 'equal'));
  });
});
