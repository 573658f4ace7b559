// `npm run fuzz`: loads mutated compose files and looks for what must never happen. What fails is
// saved, as small as it still fails, to .hyperbox/fuzz. Ends with 1 when anything failed.
import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { runCampaign, type Failure, type Progress } from './campaign.ts';
import { defaultSeed } from './default-seed.ts';
import { Material } from './material.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '200000' },
    seed: { type: 'string', default: String(defaultSeed) },
    from: { type: 'string', default: '0' },
    processes: { type: 'string', default: String(availableParallelism()) },
    'limit-ms': { type: 'string', default: '1000' },
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
const seconds = (): string => `${((performance.now() - started) / 1000).toFixed(0)} s`;
const summary = ({ judged, slowest, peakMegabytes, failures }: Progress): string =>
  [
    `${judged} files in ${seconds()}`,
    `slowest ${slowest.loadMs.toFixed(0)} ms (--from ${slowest.index} --count 1)`,
    `peak memory ${peakMegabytes.toFixed(0)} MB`,
    `${failures.length} failed`,
  ].join(', ');

const material = await Material.read(process.env);
const seed = whole('seed');
console.log(`Seed ${seed}, ${material.count} projects to mutate.`);
let said = 0;
const result = await runCampaign({
  seed,
  from: whole('from'),
  count: whole('count'),
  processes: whole('processes'),
  limitMs: whole('limit-ms'),
  material,
  onProgress: (progress) => {
    if (progress.judged - said < 10_000) return;
    said = progress.judged;
    console.log(summary(progress));
  },
});

const folder = resolve(import.meta.dirname, '../../.hyperbox/fuzz');
const save = async ({ index, text, path, steps, complaint }: Failure): Promise<void> => {
  const file = join(folder, `${seed}-${index}.yaml`);
  await mkdir(folder, { recursive: true });
  await writeFile(file, text);
  console.log(
    `${complaint.kind}: ${complaint.detail}\n  file ${index}, ${path}: ${steps.join(', ')}\n  saved to ${file}`,
  );
};
for (const failure of result.failures) await save(failure);
console.log(summary(result));
process.exitCode = result.failures.length > 0 ? 1 : 0;
