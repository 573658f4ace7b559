import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inventoryWatch } from '#shared/protocol/inventory';
import { metricsClose, metricsOpen, metricsSampled } from '#shared/protocol/metrics';
import type { Bench } from '../../scripts/bench/harness.ts';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import { gatherCrowd, type Crowd } from './support/crowd.ts';
import { cpuTimeMs, memoryMegabytes } from './support/process-use.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const containers = 100;
const measuredMs = 10_000;

let crowd: Crowd;
let folder: string;
let server: HyperBoxServer;
const read = new Set<string>();
let messages = 0;
/** In the last measurement. */
let messagesASecond = NaN;

const usedBy = async (pid: number): Promise<number> => {
  const before = await cpuTimeMs(pid);
  await delay(measuredMs);
  return (await cpuTimeMs(pid)) - before;
};

/** Looks again and again; fails where it would take for ever. */
const until = async (isSo: () => boolean | Promise<boolean>, pauseMs = 100): Promise<void> => {
  const giveUp = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > giveUp) throw new Error('not all containers were read');
    await delay(pauseMs);
  }
};

const ours = async (): Promise<number> => {
  read.clear();
  const { streamId } = await server.send(metricsOpen, { target: { kind: 'engine' } });
  await until(() => crowd.running.every((id) => read.has(id)));
  messages = 0;
  const used = await usedBy(server.pid);
  messagesASecond = messages / (measuredMs / 1000);
  await server.send(metricsClose, { streamId });
  return used;
};

const dockerStats = async (): Promise<number> => {
  const child = spawn('docker', ['stats', ...crowd.running], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  let text = '';
  child.stdout.on('data', (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-200_000);
  });
  const last = crowd.running.at(-1)?.slice(0, 12) ?? '';
  try {
    // A whole second's worth in which no reading is missing.
    await until(() => {
      const isWhole = text.includes(last) && !text.includes('-- / --');
      text = '';
      return isWhole;
    }, 1000);
    return await usedBy(child.pid ?? 0);
  } finally {
    child.kill('SIGKILL');
    await ended;
  }
};

export const bench: Bench = {
  title: `Metrics of ${String(containers)} containers`,
  note: 'The server also keeps history on disk, reads the pressure of the machine and of each container, and makes advice of all that.',
  setUp: async () => {
    crowd = await gatherCrowd('hyperbox-bench-metrics', {
      containers,
      running: containers,
      projects: 10,
    });
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
    let close = (): Promise<void> => Promise.resolve();
    const tearDown = async (): Promise<void> => {
      await close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      await crowd.remove();
    };
    try {
      server = await openServer({
        ...{ root, folder, env: process.env, stateFolder: path.join(folder, 'state') },
      });
      close = () => server.close();
      server.on(metricsSampled, ({ series }) => {
        messages += 1;
        for (const { containerId, samples } of series)
          if (samples.length > 0) read.add(containerId);
      });
      // The engine is found.
      await until(async () => {
        const lists = await server.send(inventoryWatch, { kinds: ['containers'] });
        return (lists.containers?.length ?? 0) >= containers;
      });
    } catch (error) {
      await tearDown();
      throw error;
    }
    return tearDown;
  },
  rows: [
    {
      kind: 'comparison',
      title: `processor time of the reader in ${String(measuredMs / 1000)} s`,
      peer: 'docker stats',
      goal: 1,
      rounds: 10,
      measureOurs: ours,
      measurePeer: dockerStats,
    },
    {
      kind: 'figure',
      title: 'messages to the client a second',
      unit: '',
      limit: 1.5,
      rounds: 1,
      measure: () => Promise.resolve(messagesASecond),
    },
    {
      kind: 'figure',
      title: 'memory of the server',
      unit: 'MB',
      rounds: 1,
      measure: () => memoryMegabytes(server.pid),
    },
  ],
};
