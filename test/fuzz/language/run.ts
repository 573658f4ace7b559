// `npm run fuzz:language`: edits compose files at random through the real language server, and looks for
// what must never happen. What fails is saved to .hyperbox/fuzz-language. Ends with 1 when anything failed.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultSeed } from '../default-seed.ts';
import { Material } from '../material.ts';
import { runCampaign, type Failure, type Progress } from './campaign.ts';

const root = resolve(import.meta.dirname, '../../..');
const built = join(root, 'dist/server.cjs');
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(defaultSeed) },
    from: { type: 'string', default: '0' },
    processes: { type: 'string', default: String(Math.ceil(availableParallelism() / 2)) },
    'at-once': { type: 'string', default: '8' },
    server: {
      type: 'string',
      default: existsSync(built) ? built : join(root, 'server/src/main.ts'),
    },
  },
});

const whole = (name: keyof typeof values): number => {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new Error(`--${name} ${values[name]}: not a whole number`);
  }
  return value;
};

const started = performance.now();
const summary = ({ played, peakMegabytes, failures }: Progress): string => {
  const seconds = (performance.now() - started) / 1000;
  return [
    `${played} scripts in ${seconds.toFixed(0)} s`,
    `${(played / seconds).toFixed(1)} a second`,
    `peak memory ${peakMegabytes.toFixed(0)} MB`,
    `${failures.length} failed`,
  ].join(', ');
};

const material = await Material.read(process.env);
const seed = whole('seed');
const home = await mkdtemp(join(tmpdir(), 'hyperbox-fuzz-'));
console.log(`Seed ${seed}, ${material.count} projects to edit, ${values.server}.`);
let said = 0;
let failed = 0;
const folder = join(root, '.hyperbox/fuzz-language');
const tell = ({ index, complaint, script }: Failure): void => {
  const steps = script.steps.map((step) => (step.kind === 'change' ? step.name : step.kind));
  console.log(`script ${index}, ${script.path}: ${steps.join(', ')}\n  ${complaint}`);
};
const result = await runCampaign({
  seed,
  from: whole('from'),
  count: whole('count'),
  processes: whole('processes'),
  atOnce: whole('at-once'),
  server: {
    command: [values.server],
    // No engine: what it says is no part of the text.
    environment: { ...process.env, HOME: home, DOCKER_HOST: `unix://${home}/nowhere.sock` },
  },
  material,
  onProgress: (progress) => {
    for (const failure of progress.failures.slice(failed)) tell(failure);
    failed = progress.failures.length;
    if (progress.played - said < 1000) return;
    said = progress.played;
    console.log(summary(progress));
  },
});
await rm(home, { recursive: true, force: true });
for (const { index, script, complaint } of result.failures) {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, `${seed}-${index}.json`),
    JSON.stringify({ complaint, script }, undefined, 2),
  );
}
console.log(summary(result));
process.exitCode = result.failures.length > 0 ? 1 : 0;
