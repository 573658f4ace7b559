import { execFileSync } from 'node:child_process';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { makeBed } from './project.ts';
import { configHash } from '../../../server/src/compose/run/config-hash.ts';
const DC = process.env['HYPERBOX_COMPOSE']!;
const dir = '/tmp/run-oracle/six';
const dc = (...a: string[]) =>
  execFileSync(DC, a, { cwd: dir, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const bed = await makeBed();
const load = async () =>
  (await loadCompose({ directory: dir, environment: process.env as never })).model!;
const med = (x: number[]) => x.sort((a, b) => a - b)[Math.floor(x.length / 2)]!;
const n = Number(process.argv[2] ?? 3);
const time = async (f: () => unknown) => {
  const t = performance.now();
  await f();
  return performance.now() - t;
};
const r: Record<string, number[]> = {
  ours: [],
  theirs: [],
  oursAgain: [],
  theirsAgain: [],
  load: [],
};
console.log(dc('config', '--hash', '*'));
for (const [k, s] of Object.entries((await load()).services)) console.log(k, configHash(s));
for (let i = 0; i < n; i++) {
  r['load']!.push(await time(load));
  r['ours']!.push(await time(async () => bed.start(await load())));
  r['oursAgain']!.push(await time(async () => bed.start(await load())));
  if (i === 0) console.log(dc('ps'), dc('up', '-d', '--wait'));
  await bed.down('hbrun-six');
  r['theirs']!.push(await time(() => dc('up', '-d', '--wait')));
  r['theirsAgain']!.push(await time(() => dc('up', '-d', '--wait')));
  if (i === 0)
    console.log(
      (await bed.start(await load())).services.map((x) => x.name + ' ' + x.action).join(),
    );
  dc('down', '-v', '-t', '0');
}
for (const [k, v] of Object.entries(r))
  console.log(k, med(v).toFixed(0), v.map((x) => x.toFixed(0)).join(' '));
await bed.dispose();
