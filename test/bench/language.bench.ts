import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Comparison, Samples } from '../../scripts/bench/harness.ts';
import { ensureLanguageServers } from '../../scripts/setup/language-servers.ts';
import { LspProcess, type LspProgram } from './support/lsp-process.ts';
import { manyServices } from './support/many-services.ts';
import { typeFor } from './support/typing-memory.ts';
import { timesOf, type Times } from './support/typing-times.ts';

const file = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const servers = await ensureLanguageServers();

const ours: LspProgram = {
  name: 'HyperBox',
  command: [file('dist/server.cjs'), '--stdio'],
  settings: {},
};
const yaml: LspProgram = {
  name: 'yaml-language-server',
  command: [servers.yaml, '--stdio'],
  settings: {
    yaml: {
      schemas: { [file('server/src/compose/schema/compose-spec.json')]: '*compose*.yaml' },
      schemaStore: { enable: false },
      ...{ validate: true, completion: true, hover: true },
    },
  },
};
const compose: LspProgram = {
  name: '@microsoft/compose-language-service',
  command: [servers.compose, '--stdio'],
  settings: {},
};
const peers = [yaml, compose];

const folder = path.join(tmpdir(), `hyperbox-bench-language-${String(process.pid)}`);
const counts = [10, 100, 1000];
const fileOf = (count: number): string => path.join(folder, String(count), 'compose.yaml');

/** One that has opened the file, and said what it thinks of it. */
const open = async (program: LspProgram, count: number): Promise<LspProcess> => {
  const server = new LspProcess(program, path.dirname(fileOf(count)));
  try {
    await server.initialize();
    // A server that checks nothing would be quick for no good reason.
    const mistaken = await server.open(`${fileOf(count)}.compose.yaml`, 'services:\n  web: [\n');
    if (mistaken.length === 0) throw new Error(`${program.name} finds no mistakes`);
    await server.close();
    await server.open(fileOf(count), manyServices(count));
    return server;
  } catch (error) {
    await server.end();
    throw error;
  }
};

const openAll = async (count: number): Promise<readonly LspProcess[]> => {
  const opened: LspProcess[] = [];
  for (const program of [ours, ...peers]) opened.push(await open(program, count));
  return opened;
};

/** Whoever asks first has it measured. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
};

const withAll = async <T>(
  count: number,
  use: (opened: readonly LspProcess[]) => Promise<T>,
): Promise<T> => {
  const opened = await openAll(count);
  try {
    return await use(opened);
  } finally {
    await Promise.all(opened.map((server) => server.end()));
  }
};

const typing = new Map(
  counts.map((count) => [count, once(() => withAll(count, (all) => timesOf(all, count)))]),
);

const minutes = Number(process.env['HYPERBOX_BENCH_MINUTES'] ?? 2);
const memory = once(() => withAll(1000, (all) => typeFor(minutes, all, 1000)));

interface Asked {
  readonly what: keyof Times;
  readonly title: string;
  /** Of yaml-language-server's, in the largest file, of all but a twentieth. */
  readonly goal: number;
}

const asked: readonly Asked[] = [
  { what: 'diagnostics', title: 'from a key to the diagnostics', goal: 1 / 3 },
  { what: 'completion', title: 'completion right after a key', goal: 1 / 2 },
  { what: 'hover', title: 'hover', goal: 1 / 2 },
];

const typingRows = (count: number): readonly Samples[] =>
  asked.flatMap(({ what, title, goal }) =>
    peers.flatMap((peer) =>
      [0.5, 0.95].map((quantile): Samples => ({
        ...{ kind: 'samples', unit: 'ms', quantile, peer: peer.name },
        title: `${String(count)} services: ${title}, p${String(quantile * 100)}`,
        ...(count === 1000 && peer === yaml && quantile > 0.5 && { goal }),
        take: async () => {
          const times = await typing.get(count)?.();
          return {
            ours: times?.get(ours.name)?.[what] ?? [],
            peer: times?.get(peer.name)?.[what] ?? [],
          };
        },
      })),
    ),
  );

const memoryRows = peers.map((peer): Samples => ({
  ...{ kind: 'samples', unit: 'MB', quantile: 0.5, peer: peer.name },
  title: `1000 services: memory after ${String(minutes)} minutes of typing`,
  ...(peer === yaml && { goal: 1 }),
  take: async () => {
    const used = await memory();
    return { ours: used.get(ours.name) ?? [], peer: used.get(peer.name) ?? [] };
  },
}));

/** From nothing to its first word, or to the first that it says of a file. */
const startOf =
  (program: LspProgram, reads: boolean): (() => Promise<number>) =>
  async () => {
    const started = performance.now();
    const server = new LspProcess(program, path.dirname(fileOf(100)));
    try {
      await server.initialize();
      if (reads) await server.open(fileOf(100), manyServices(100));
      return performance.now() - started;
    } finally {
      await server.end();
    }
  };

const startRows = peers.flatMap((peer) =>
  [false, true].map((reads): Comparison => ({
    ...{ kind: 'comparison', peer: peer.name, rounds: 10 },
    // The other one has no schema to read, and knows nothing of projects.
    ...(peer === yaml && { goal: 1 }),
    title: reads
      ? '100 services: start, to the first diagnostics'
      : 'start, to the answer of `initialize`',
    measureOurs: startOf(ours, reads),
    measurePeer: startOf(peer, reads),
  })),
);

export const bench: Bench = {
  title: 'Typing in a compose file',
  note: `Each server is a process of its own, spoken to over its standard streams, with the same file and the same keys one
after the other: typing a new service, an image's name, a port, in a variable with a default. yaml-language-server has
the compose schema. What a server waits before it checks counts, since a user waits as well.`,
  setUp: async () => {
    for (const count of counts) {
      await mkdir(path.dirname(fileOf(count)), { recursive: true });
      await writeFile(fileOf(count), manyServices(count));
    }
    return () => rm(folder, { recursive: true, force: true });
  },
  rows: [...counts.flatMap(typingRows), ...memoryRows, ...startRows],
};
