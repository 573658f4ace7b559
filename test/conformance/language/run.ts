// `npm run conformance:language`: prints how many of the recorded answers of other language servers
// HyperBox gives too, by feature; `-- --missed` lists the others.
import { corpusFolder } from '../compose/corpus.ts';
import { readCases } from './cases.ts';
import { measure } from './measure.ts';

const folder = corpusFolder(process.env);
const cases = await readCases(folder);
if (cases === undefined) {
  console.log(`No corpus at ${folder}: set HYPERBOX_CORPUS to its folder.`);
} else {
  for (const { feature, equal, total, missed } of await measure(cases)) {
    const percent = total === 0 ? 100 : (100 * equal) / total;
    console.log(`${feature}: ${equal}/${total} (${percent.toFixed(1)} %)`);
    if (process.argv.includes('--missed')) for (const line of missed) console.log(`  ${line}`);
  }
}
