/**
 * Gives drawn and random projects to our loader and to Docker Compose (`HYPERBOX_COMPOSE`), and prints
 * what they disagree on. `--seed N --count N` choose the random ones, `--random` leaves the drawn ones
 * out, `--only TEXT` takes those with the text in their name, `--record` keeps the answers.
 */
import { parseArgs } from 'node:util';
import { drawnCases, randomCases } from './cases.ts';
import { runDifferential } from './differential.ts';
import { record } from './recorded.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '500' },
    random: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    record: { type: 'boolean', default: false },
  },
});
const program = process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose';
const random = values.record
  ? []
  : randomCases({ seed: Number(values.seed), count: Number(values.count) });
const cases = [...(values.random ? [] : drawnCases()), ...random].filter(({ id }) =>
  id.includes(values.only),
);
const outcomes = await runDifferential(cases, program);
const different = outcomes.filter(({ what }) => what !== undefined);
for (const { each, what } of different) {
  console.log(`${each.id}: ${what ?? ''}`);
  for (const [path, text] of Object.entries(each.files)) {
    console.log(`  ${path}: ${JSON.stringify(text)}`);
  }
}
console.log(`${cases.length} cases, seed ${values.seed}: ${different.length} disagreements`);
if (values.record) await record(outcomes);
process.exitCode = different.length === 0 ? 0 : 1;
