/**
 * Prints how close `hb config` comes to the reference, each figure beside its goal; `--missed` lists
 * what differs. Ends with 1 when a goal is missed.
 */
import { corpusFolder, readCorpus } from './corpus.ts';
import { goals, isMissed, percentOf } from './goals.ts';
import { measure } from './measure.ts';

const folder = corpusFolder(process.env);
const corpus = await readCorpus(folder);
if (corpus === undefined) {
  console.log(`No corpus at ${folder}: set HYPERBOX_CORPUS to its folder.`);
} else {
  for (const share of await measure(corpus)) {
    const { name, reached, total, missed } = share;
    const verdict = isMissed(share) ? 'MISSED' : 'reached';
    const goal = `goal ${goals[name] ?? 100} % ${verdict}`;
    console.log(`${name}: ${reached}/${total} (${percentOf(share).toFixed(1)} %, ${goal})`);
    if (process.argv.includes('--missed')) for (const line of missed) console.log(`  ${line}`);
    if (isMissed(share)) process.exitCode = 1;
  }
}
