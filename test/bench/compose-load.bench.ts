import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bench, Comparison } from '../../scripts/bench/harness.ts';
import { run } from '../../scripts/setup/run.mjs';
import type { LoadRequest } from '../../server/src/compose/load-contract.ts';
import { loadCompose } from '../../server/src/compose/load.ts';
import { corpusFolder, readCorpus } from '../conformance/compose/corpus.ts';
import { manyServices } from './support/many-services.ts';

const hb = fileURLToPath(new URL('../../dist/hb.cjs', import.meta.url));
const environment = { PATH: '/usr/bin:/bin', HOME: tmpdir() };

interface Project {
  readonly title: string;
  readonly directory: string;
  readonly files: readonly string[];
}

const requestOf = ({ directory, files }: Project): LoadRequest => ({
  directory,
  files,
  environment,
});

/** As the server does on every edit; a project that we refuse would be quick for no good reason. */
const load = async (request: LoadRequest): Promise<undefined> => {
  const { findings } = await loadCompose(request);
  const error = findings.find(({ severity }) => severity === 'error');
  if (error !== undefined) throw new Error(error.message);
};

const quietConfig = ({ files }: Project): readonly string[] => [
  ...files.flatMap((file) => ['-f', file]),
  'config',
  '-q',
];

const compose = async (project: Project): Promise<undefined> => {
  const program = process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose';
  await run(program, [...quietConfig(project)], { cwd: project.directory, env: environment });
};

const hbConfig = async (project: Project): Promise<undefined> => {
  const command = [hb, ...quietConfig(project)];
  await run(process.execPath, command, { cwd: project.directory, env: environment });
};

/** In a server that runs, and as a process that starts, ends and keeps nothing. */
const rowsOf = (project: Project): readonly Comparison[] => {
  const common = { kind: 'comparison', peer: 'docker compose config -q', goal: 1 } as const;
  const measurePeer = (): Promise<undefined> => compose(project);
  return [
    {
      ...common,
      title: `${project.title}, in the server`,
      rounds: 10,
      measureOurs: () => load(requestOf(project)),
      measurePeer,
    },
    {
      ...common,
      title: `${project.title}, hb config -q`,
      rounds: 10,
      measureOurs: () => hbConfig(project),
      measurePeer,
    },
  ];
};

const folder = path.join(tmpdir(), `hyperbox-bench-load-${String(process.pid)}`);

const generated = (count: number): Project => ({
  title: `${String(count)} services`,
  directory: path.join(folder, String(count)),
  files: ['compose.yaml'],
});

const write = async (count: number, part = ''): Promise<void> => {
  const { directory } = generated(count);
  await mkdir(directory, { recursive: true });
  const text = manyServices(count);
  await writeFile(
    path.join(directory, 'compose.yaml'),
    text.replace('"service7"', `"edit${part}"`),
  );
};

const counts = [10, 100, 1000];
let edits = 0;

/** One service of a thousand is edited before each load; the peer has to start anew. */
const reload: Comparison = {
  kind: 'comparison',
  title: '1000 services again after an edit of one, in the server',
  peer: 'docker compose config -q',
  goal: 0.1,
  rounds: 20,
  prepare: () => write(1000, String((edits += 1))),
  measureOurs: () => load(requestOf(generated(1000))),
  measurePeer: () => compose(generated(1000)),
};

/** The largest real projects that are valid, where the corpus of the conformance tests is there. */
const largest = async (): Promise<readonly Project[]> => {
  const corpus = await readCorpus(corpusFolder(process.env));
  if (corpus === undefined) return [];
  const sized = await Promise.all(
    corpus.real
      .filter(
        ({ config, env_file }) => config !== null && config !== undefined && env_file === null,
      )
      .map(async ({ id, cwd, files }) => {
        const directory = path.join(corpus.folder, cwd);
        const sizes = await Promise.all(
          files.map(async (file) => (await stat(path.resolve(directory, file))).size),
        );
        const size = sizes.reduce((sum, each) => sum + each, 0);
        const kilobytes = (size / 1000).toFixed(0);
        return { title: `${id} (${kilobytes} kB)`, directory, files, size };
      }),
  );
  return sized.toSorted((a, b) => b.size - a.size).slice(0, 3);
};

export const bench: Bench = {
  title: 'Loading a compose project',
  setUp: async () => {
    for (const count of counts) await write(count);
    return () => rm(folder, { recursive: true, force: true });
  },
  rows: [
    ...(await largest()).flatMap(rowsOf),
    ...counts.flatMap((count) => rowsOf(generated(count))),
    reload,
  ],
};
