/**
 * Prints how equal the runs of HyperBox and of Docker Compose are. `node test/conformance/run/run.ts
 * [--missed] [--engines 2] [--most 100] [real-0001 …]`
 */
import { parseArgs } from 'node:util';
import { findCompose } from '../../engine/run/compose-oracle.ts';
import { canRunDockerd } from '../../support/dockerd.ts';
import { corpusFolder, readCorpus } from '../compose/corpus.ts';
import { measureRuns } from './measure.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    missed: { type: 'boolean' },
    engines: { type: 'string', default: '2' },
    most: { type: 'string' },
  },
});
const folder = corpusFolder(process.env);
const corpus = await readCorpus(folder);
const compose = findCompose();
if (corpus === undefined) console.log(`No corpus at ${folder}; set HYPERBOX_CORPUS to its folder.`);
else if (compose === undefined) console.log('No Docker Compose; set HYPERBOX_COMPOSE to its path.');
else if (!canRunDockerd()) console.log('An own engine needs dockerd and root.');
else {
  const stop = new AbortController();
  process.once('SIGINT', () => {
    stop.abort();
  });
  process.once('SIGTERM', () => {
    stop.abort();
  });
  const valid = corpus.real.filter(({ config }) => config !== null && config !== undefined);
  const chosen =
    positionals.length === 0 ? valid : valid.filter(({ id }) => positionals.includes(id));
  const outcomes = await measureRuns({
    ...{ corpus, compose, signal: stop.signal },
    cases: chosen.slice(0, Number(values.most ?? chosen.length)),
    engines: Number(values.engines),
    onOutcome: (outcome) => {
      const more = 'why' in outcome ? outcome.why : '';
      console.log(`${outcome.id}: ${outcome.kind} ${more}`);
      if (values.missed && outcome.kind === 'different')
        for (const line of outcome.lines) console.log(`  ${line}`);
    },
  });
  const count = (kind: string): number =>
    outcomes.filter((outcome) => outcome.kind === kind).length;
  console.log(
    `equal ${count('equal')}, different ${count('different')}, both fail ${count('both-fail')}, out ${count('out')}`,
  );
}
