// `npm run conformance:language`: prints how many of the recorded answers of other language servers
// HyperBox gives too, by feature, and what it says of files that are known to be wrong or right;
// `-- --missed` lists the others.
import { corpusFolder, readCorpus } from '../compose/corpus.ts';
import { readCases } from './cases.ts';
import { measureJudging } from './judging.ts';
import { measure } from './measure.ts';

interface Row {
  readonly name: string;
  readonly reached: number;
  readonly total: number;
  readonly missed: readonly string[];
}

const print = ({ name, reached, total, missed }: Row): void => {
  const percent = total === 0 ? 100 : (100 * reached) / total;
  console.log(`${name}: ${reached}/${total} (${percent.toFixed(1)} %)`);
  if (process.argv.includes('--missed')) for (const line of missed) console.log(`  ${line}`);
};

const folder = corpusFolder(process.env);
const [cases, corpus] = [await readCases(folder), await readCorpus(folder)];
if (cases === undefined || corpus === undefined) {
  console.log(`No corpus at ${folder}: set HYPERBOX_CORPUS to its folder.`);
} else {
  for (const { feature, equal, ...row } of await measure(cases))
    print({ ...row, name: feature, reached: equal });
  for (const row of await measureJudging(corpus, cases)) print(row);
}
