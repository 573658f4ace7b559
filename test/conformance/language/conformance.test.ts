import assert from 'node:assert/strict';
import { corpusFolder, readCorpus } from '../compose/corpus.ts';
import { methods } from './ask.ts';
import { readCases } from './cases.ts';
import { exceptions } from './exceptions.ts';
import { goals, measureJudging, type JudgedShare } from './judging.ts';
import { measure, type FeatureShare } from './measure.ts';

const folder = corpusFolder(process.env);
const [cases, corpus] = [await readCases(folder), await readCorpus(folder)];

/** Those that no reason is given for. */
const unexplained = (missed: readonly string[]): readonly string[] =>
  missed.filter((each) => !((each.split('\n')[0] ?? '') in exceptions));

if (cases === undefined || corpus === undefined) {
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
        assert.deepEqual(unexplained(share.missed), []);
      });
    }
  });

  describe('what an editor is told of files', function () {
    this.timeout(120_000);
    let shares: readonly JudgedShare[];
    before(async () => {
      shares = await measureJudging(corpus, cases);
    });
    for (const [name, goal] of Object.entries(goals)) {
      it(`${name}: at least ${goal} %`, () => {
        const share = shares.find((each) => each.name === name);
        assert.ok(share !== undefined && share.total > 0);
        assert.ok((100 * share.reached) / share.total >= goal, share.missed.join('\n'));
        assert.deepEqual(unexplained(share.missed), []);
      });
    }
  });
}
