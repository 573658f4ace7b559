/** Prints how close the compose loader comes to the reference. `--missed` lists what differs. */
import { corpusFolder, readCorpus } from './corpus.ts';
import { measure } from './measure.ts';

const folder = corpusFolder(process.env);
const corpus = await readCorpus(folder);
if (corpus === undefined) {
  console.log(`No corpus at ${folder}; set HYPERBOX_CORPUS to its folder.`);
} else {
  for (const { name, reached, total, missed } of await measure(corpus)) {
    const percent = total === 0 ? 100 : (100 * reached) / total;
    console.log(`${name}: ${reached}/${total} (${percent.toFixed(1)} %)`);
    if (process.argv.includes('--missed')) for (const line of missed) console.log(`  ${line}`);
  }
}
