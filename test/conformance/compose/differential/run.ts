/**
 * Gives drawn and random projects to our loader and to Docker Compose (`HYPERBOX_COMPOSE`), and prints
 * what they disagree on: `node run.ts [--seed N] [--count N] [--random] [--only TEXT]`.
 */
import { parseArgs } from 'node:util';
import { drawnCases, randomCases } from './cases.ts';
import { runDifferential } from './differential.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '500' },
    random: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const program = process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose';
const cases = [
  ...(values.random ? [] : drawnCases()),
  ...randomCases({ seed: Number(values.seed), count: Number(values.count) }),
].filter(({ id }) => id.includes(values.only));
const found = await runDifferential(cases, program);
for (const { id, what, files } of found) {
  console.log(`${id}: ${what}`);
  for (const [path, text] of Object.entries(files)) {
    console.log(`  ${path}: ${JSON.stringify(text)}`);
  }
}
console.log(`${cases.length} cases, seed ${values.seed}: ${found.length} disagreements`);
process.exitCode = found.length === 0 ? 0 : 1;
