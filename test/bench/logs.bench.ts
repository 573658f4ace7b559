import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { StreamId } from '#shared/protocol/ids';
import { logsCount, logsFind } from '#shared/protocol/logs';
import type { Bench } from '../../scripts/bench/harness.ts';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import { KeptLog } from './support/kept-log.ts';
import { Printers } from './support/printers.ts';
import { memoryMegabytes } from './support/process-use.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = 'hyperbox-bench-logs';
/** Of all services together. */
const lines = 200_000;
/** The start is told. */
const markers = 1;

let printers: Printers;
let server: HyperBoxServer;
let folder: string;
let services = 0;

const make = async (count: number, each: number): Promise<void> => {
  services = count;
  await printers.make({ services: count, lines: each });
};

const start = (): Promise<unknown> =>
  Promise.all(printers.names.map((name) => printers.engine.containers.start(name)));

/** From the start until the panel has heard of the last line. The panel is closed while others are measured. */
const ours = (each: number) => async (): Promise<number> => {
  const log = await KeptLog.open(server, project);
  const began = performance.now();
  await start();
  await log.until(services * (each + markers));
  const time = performance.now() - began;
  await log.close();
  return time;
};

/** From the start until the program has printed the last line. */
const printed = (program: string, args: () => readonly string[], each: number) => async () => {
  await start();
  const child = spawn(program, args(), { stdio: ['ignore', 'pipe', 'ignore'] });
  const gone = once(child, 'exit');
  let left = services * each;
  child.stdout.on('data', (bytes: Buffer) => {
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) left -= 1;
    if (left <= 0) child.kill('SIGKILL');
  });
  await gone;
  return undefined;
};

const docker = (each: number): (() => Promise<undefined>) =>
  printed('docker', () => ['logs', '-f', ...printers.names], each);
const compose = (each: number): (() => Promise<undefined>) =>
  printed(
    process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose',
    () => ['-p', project, 'logs', '-f'],
    each,
  );

/** What nothing refers to any more is cleared away when nothing else is to be done. */
const restMs = 15_000;

const memory = async (count: number): Promise<number> => {
  await make(1, count);
  await ours(count)();
  await sleep(restMs);
  return memoryMegabytes(server.pid);
};

/** How long something takes with all that is kept. */
const search = async (look: (streamId: StreamId) => Promise<unknown>): Promise<number> => {
  const log = await KeptLog.open(server, project);
  const began = performance.now();
  await look(log.streamId);
  const time = performance.now() - began;
  await log.close();
  return time;
};

const query = { text: 'status=404', regex: false, matchCase: true };

export const bench: Bench = {
  title: 'Logs, from the start of containers to the panel',
  note: `${String(lines)} lines of 95 bytes by all services together. Ours are kept on disk as they come.`,
  setUp: async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-logs-'));
    printers = await Printers.open(project);
    await printers.make({ services: 1, lines: 1 });
    server = await openServer({ root, folder: root, env: process.env, stateFolder: folder });
    return async () => {
      await server.close();
      await printers.dispose();
      await rm(folder, { recursive: true, force: true });
    };
  },
  rows: [
    {
      kind: 'comparison',
      title: 'One service',
      peer: '`docker logs -f`, read and counted',
      // 0.8 of its throughput.
      goal: 1.25,
      rounds: 10,
      prepare: () => make(1, lines),
      measureOurs: ours(lines),
      measurePeer: docker(lines),
    },
    {
      kind: 'comparison',
      title: 'One service',
      peer: '`docker compose logs -f`, read and counted',
      goal: 1.25,
      rounds: 10,
      prepare: () => make(1, lines),
      measureOurs: ours(lines),
      measurePeer: compose(lines),
    },
    {
      kind: 'comparison',
      title: 'Ten services',
      peer: '`docker compose logs -f`, read and counted',
      goal: 1,
      rounds: 10,
      prepare: () => make(10, lines / 10),
      measureOurs: ours(lines / 10),
      measurePeer: compose(lines / 10),
    },
    {
      kind: 'figure',
      title: 'Memory of the server at rest after 1,000,000 lines, of what it has after 10,000',
      unit: '×',
      limit: 1.2,
      rounds: 1,
      measure: async () => {
        const before = await memory(10_000);
        return (await memory(1_000_000)) / before;
      },
    },
    {
      kind: 'figure',
      title: 'Counting matches in 1,000,000 lines',
      unit: 'ms',
      rounds: 5,
      measure: () => search((streamId) => server.send(logsCount, { streamId, query })),
    },
    {
      kind: 'figure',
      title: 'Finding what is nowhere in 1,000,000 lines',
      unit: 'ms',
      rounds: 5,
      measure: () =>
        search((streamId) => server.send(logsFind, { streamId, query, direction: 'previous' })),
    },
  ],
};
