import { fileURLToPath } from 'node:url';
import type { Bench } from '../../scripts/bench/harness.ts';
import { run } from '../../scripts/setup/run.mjs';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import type { ProjectItem, StartResult } from '#shared/protocol/projects';
import { projectsStart, projectsWatch } from '#shared/protocol/projects';
import { busyboxImage, connectEngine } from '../support/engine.ts';
import { sixServices, type BenchProject } from './support/six-services.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let project: BenchProject;
let server: HyperBoxServer;
let item: ProjectItem;

const compose = (...args: string[]): Promise<string> =>
  run(process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose', args, { cwd: project.folder });

const start = async (): Promise<undefined> => {
  const { services }: StartResult = await server.send(projectsStart, { projectId: item.id });
  if (services.length !== 6) throw new Error(`${String(services.length)} services started`);
};

/** As a user types it. */
const up = async (): Promise<undefined> => {
  await compose('up', '-d', '--wait');
};

const down = async (): Promise<void> => {
  await compose('down', '--volumes', '--timeout', '1');
};

export const bench: Bench = {
  title: 'Start Project: six services, two of them with health checks, all images present',
  setUp: async () => {
    const engine = await connectEngine();
    await busyboxImage(engine);
    engine.dispose();
    project = await sixServices(`hyperbox-bench-${String(process.pid)}`);
    server = await openServer({ root, folder: project.folder, env: process.env });
    // As with the sidebar open, which is where Start Project is.
    const found = (await server.send(projectsWatch, { watch: true })).find(
      ({ name }) => name === project.name,
    );
    if (found === undefined) throw new Error('the project was not found');
    item = found;
    return async () => {
      await down();
      await server.close();
      await project.remove();
    };
  },
  rows: [
    {
      kind: 'comparison',
      title: 'from nothing to all healthy',
      peer: 'docker compose up -d --wait',
      goal: 0.7,
      rounds: 10,
      prepare: down,
      measureOurs: start,
      measurePeer: up,
    },
    {
      kind: 'comparison',
      title: 'everything up, nothing changed',
      peer: 'docker compose up -d --wait',
      goal: 0.3,
      rounds: 20,
      prepare: up,
      measureOurs: start,
      measurePeer: up,
    },
  ],
};
