import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench, Samples } from '../../scripts/bench/harness.ts';
import { reloadsChanged, reloadWatch, type ReloadItem } from '#shared/protocol/reload';
import type { Engine } from '../../server/src/engines/contract.ts';
import { busyboxImage, busyboxTag, connectEngine } from '../support/engine.ts';
import { ComposeWatch } from './support/compose-watch.ts';
import { cpuTimeMs, memoryMegabytes } from './support/process-use.ts';
import { composeIn, reloadProject, tree, type ReloadProject } from './support/reload-project.ts';
import { OurReload } from './support/reload-sides.ts';

const fileCount = 50_000;
const rounds = 3;
/** What begins with a watch is over by then, and collectors of garbage have had their turn. */
const settleMs = 15_000;
const idleMs = 10_000;

const compose = `
services:
  web:
    image: ${busyboxTag}
    command: [sleep, infinity]
    init: true
    # What is copied would be compared with the container at first: here it is watched and no more.
    develop: { watch: [{ action: restart, path: ./tree }] }
`;

interface Use {
  readonly startMs: number;
  readonly cpuMs: number;
  /** What watching costs. */
  readonly megabytes: number;
  /** Of it, what comes with the files: more than with an empty tree. */
  readonly ofFiles: number;
}

const peer = 'docker compose watch';
let engine: Engine;
let taken: Promise<{ ours: readonly Use[]; peer: readonly Use[] }> | undefined;

const row = (title: string, unit: string, part: (use: Use) => number, goal?: number): Samples => ({
  ...{ kind: 'samples', title, unit, quantile: 0.5, peer },
  ...(goal !== undefined && { goal }),
  take: async () => {
    const uses = await (taken ??= measure(engine));
    return { ours: uses.ours.map(part), peer: uses.peer.map(part) };
  },
});

export const bench: Bench = {
  title: 'Hot reload: a tree of 50,000 files that nobody touches',
  note: `50,000 files in 2,500 folders, ${String(rounds)} times each, in turns. The *start* is, for us, from turning the toggle
on until a written file is noticed, one being written every few milliseconds; for Compose from starting the program until it
says "Watch enabled". *Processor time* is the whole server's beside the whole program's, from 15 s after the start on. *Memory* is for us what turning the
toggle on adds to the server, which is there anyway; for Compose the program's own; *of the files* is what
either has more than with an empty tree.`,
  setUp: async () => {
    engine = await connectEngine();
    await busyboxImage(engine);
    return () => {
      engine.dispose();
      return Promise.resolve();
    };
  },
  rows: [
    row('start of the watch', 'ms', ({ startMs }) => startMs, 1),
    row('processor time of 10 idle seconds', 'ms', ({ cpuMs }) => cpuMs, 1),
    row('memory', 'MB', ({ megabytes }) => megabytes, 1),
    row('memory of the files', 'MB', ({ ofFiles }) => ofFiles),
  ],
};

async function measure(engine: Engine): Promise<{ ours: Use[]; peer: Use[] }> {
  const name = `hyperbox-bench-tree-${String(process.pid)}`;
  const full = await reloadProject(
    engine,
    name,
    tree('tree', fileCount, (n) => `${String(n)}\n`),
    compose,
  );
  const empty = await reloadProject(engine, `${name}-empty`, { 'tree/one.txt': '' }, compose);
  try {
    for (const { folder } of [full, empty]) await composeIn(folder, 'up', '-d');
    const uses = { ours: [] as Use[], peer: [] as Use[] };
    for (let round = 0; round < rounds; round += 1) {
      uses.ours.push(withFiles(await useOurs(full), await useOurs(empty)));
      uses.peer.push(withFiles(await usePeer(full), await usePeer(empty)));
    }
    return uses;
  } finally {
    await full.remove();
    await empty.remove();
  }
}

const withFiles = (full: Omit<Use, 'ofFiles'>, empty: Omit<Use, 'ofFiles'>): Use => ({
  ...full,
  ofFiles: full.megabytes - empty.megabytes,
});

async function useOurs({ folder, name }: ReloadProject): Promise<Omit<Use, 'ofFiles'>> {
  const reload = await OurReload.open(folder, name);
  try {
    const { pid } = reload.server;
    await delay(settleMs);
    const before = await memoryMegabytes(pid);
    const startMs = await startOf(reload, folder);
    await delay(settleMs);
    const cpuMs = await idleCpu(pid);
    return { startMs, cpuMs, megabytes: (await memoryMegabytes(pid)) - before };
  } finally {
    await reload.toggle(false);
    await reload.close();
  }
}

/** New files are written, one after the other, until one of them is noticed as it is written. */
async function startOf(reload: OurReload, folder: string): Promise<number> {
  const written = new Map<string, number>();
  const heard = new Promise<string>((resolve) => {
    reload.server.on(reloadsChanged, ({ upserted }) => {
      const row = upserted.find(({ cause }: ReloadItem) => cause === 'changed');
      if (row?.files[0] !== undefined) resolve(row.files[0]);
    });
  });
  await reload.server.send(reloadWatch, { watch: true });
  const startedAt = performance.now();
  const toggled = reload.toggle(true);
  let first: string | undefined;
  for (let n = 0; first === undefined; n += 1) {
    const file = path.join(folder, 'tree', `new-${String(process.hrtime.bigint())}.txt`);
    written.set(file, performance.now() - startedAt);
    await writeFile(file, String(n));
    first = await Promise.race([heard, delay(5).then(() => undefined)]);
    if (n > 10_000) throw new Error('nothing is noticed');
  }
  await toggled;
  return written.get(first) ?? 0;
}

async function usePeer({ folder }: ReloadProject): Promise<Omit<Use, 'ofFiles'>> {
  const watch = await ComposeWatch.start(folder);
  try {
    await delay(settleMs);
    const cpuMs = await idleCpu(watch.pid);
    return { startMs: watch.startMs, cpuMs, megabytes: await memoryMegabytes(watch.pid) };
  } finally {
    await watch.end();
  }
}

async function idleCpu(pid: number): Promise<number> {
  const before = await cpuTimeMs(pid);
  await delay(idleMs);
  return (await cpuTimeMs(pid)) - before;
}
