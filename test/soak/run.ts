// `npm run soak`: edits, checkouts, kills and restarts at random, over six services that are reloaded.
// Ends with 1 when a container has not what the workspace has, something was restarted for no
// reason, or memory grew. `-- --minutes 30 --seed N`.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { canRunDockerd, createDockerd } from '../support/dockerd.ts';
import { testEndpoint } from '../support/engine.ts';
import { soak, type SoakResult } from './soak.ts';
import type { ServerUse } from './watched-server.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: '20261121' },
    server: { type: 'string' },
  },
});
const root = resolve(import.meta.dirname, '../..');
const script =
  values.server ??
  (existsSync(join(root, 'dist/server.cjs')) ? 'dist/server.cjs' : 'server/src/main.ts');
const seed = Number(values.seed);
const minutes = Number(values.minutes);
/** What may live more while nothing leaks: the timeline's rows, and what is remembered of more files. */
const mayGrow = { part: 1.1, megabytes: 5 };

const dockerd = canRunDockerd() ? await createDockerd() : undefined;
await dockerd?.start();
console.log(
  `Seed ${String(seed)}, ${String(minutes)} minutes, ${script}, ` +
    (dockerd === undefined
      ? 'the engine of the machine, which is not restarted.'
      : 'an engine of its own.'),
);
try {
  const result = await soak({
    name: `hyperbox-soak-${String(process.pid)}`,
    seconds: minutes * 60,
    seed,
    script,
    address: dockerd?.address ?? testEndpoint.address,
    ...(dockerd !== undefined && { dockerd }),
    say: (line) => {
      console.log(line);
    },
  });
  report(result);
} finally {
  await dockerd?.dispose();
}

function report({ steps, rows, starts, complaints, use }: SoakResult): void {
  console.log(`Steps: ${counted(Object.entries(steps))}`);
  const kinds = Map.groupBy(rows, ({ item }) => item.action);
  for (const [action, of] of kinds) {
    const times = of
      .flatMap(({ item }) => (item.outcome?.kind === 'done' ? [item.outcome.durationMs] : []))
      .sort((a, b) => a - b);
    const at = (part: number): string =>
      `${String(Math.round(times[Math.floor((times.length - 1) * part)] ?? 0))} ms`;
    const outcomes = Map.groupBy(of, ({ item }) => item.outcome?.kind ?? 'no end');
    console.log(
      `${action}: ${counted([...outcomes].map(([kind, all]) => [kind, all.length]))}; median ${at(0.5)}, 95 % ${at(0.95)}`,
    );
  }
  const failures = Map.groupBy(
    rows.flatMap(({ item }) => (item.outcome?.kind === 'failed' ? [item.outcome.message] : [])),
    (message) => message,
  );
  for (const [message, all] of failures)
    console.log(`  failed ${String(all.length)} times: ${message}`);
  console.log(`${String(starts)} starts of containers`);
  const { third, end } = use;
  const grown = end.live > third.live * mayGrow.part + mayGrow.megabytes;
  console.log(`Server: ${described(third)} after a third; ${described(end)} at the end`);
  if (grown) console.log('Memory grew.');
  console.log(
    complaints.length === 0 && !grown ? 'All is as it should be.' : 'Not all is as it should be.',
  );
  process.exitCode = complaints.length === 0 && !grown ? 0 : 1;
}

function described({ live, resident, handles, watches }: ServerUse): string {
  return (
    `${live.toFixed(1)} MB in use (${resident.toFixed(0)} MB resident), ` +
    `${String(handles)} handles, ${String(watches)} watches`
  );
}

function counted(entries: readonly (readonly [string, number])[]): string {
  return entries.map(([name, count]) => `${String(count)} ${name}`).join(', ');
}
