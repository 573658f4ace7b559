import { fileURLToPath } from 'node:url';
import type { Bench, Comparison, Figure } from '../../scripts/bench/harness.ts';
import { run } from '../../scripts/setup/run.mjs';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import type { ProjectId } from '#shared/protocol/ids';
import { projectsDown, projectsStart, projectsWatch } from '#shared/protocol/projects';
import { busyboxImage, connectEngine } from '../support/engine.ts';
import { bareRun } from './support/bare-run.ts';
import { layeredServices, type LayeredProject } from './support/layered-services.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** As a user types it; `--wait` promises what our start does: that all is running in the end. */
const up = ['up', '-d', '--wait'];
const down = ['down', '--volumes'];

interface Subject {
  readonly project: LayeredProject;
  readonly server: HyperBoxServer;
  readonly projectId: ProjectId;
}
const subjects = new Map<number, Subject>();

const subject = (count: number): Subject => {
  const found = subjects.get(count);
  if (found === undefined) throw new Error(`no project of ${String(count)} services`);
  return found;
};

const compose = async (count: number, args: readonly string[]): Promise<undefined> => {
  await run(process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose', [...args], {
    cwd: subject(count).project.folder,
  });
};

/** The engine at times refuses to remove a network of many containers that have just gone. */
const composeDown = async (count: number): Promise<undefined> => {
  await compose(count, down).catch(() => compose(count, down));
};

const ourUp = async (count: number): Promise<undefined> => {
  const { server, projectId } = subject(count);
  const { services } = await server.send(projectsStart, { projectId });
  if (services.length !== count) throw new Error(`${String(services.length)} services started`);
};

const ourDown = async (count: number): Promise<undefined> => {
  const { server, projectId } = subject(count);
  await server.send(projectsDown, { projectId, volumes: true });
};

const rows = (count: number): readonly Comparison[] => {
  const peerRow = (args: readonly string[]) => ({
    kind: 'comparison' as const,
    peer: `docker compose ${args.join(' ')}`,
    rounds: 10,
    measurePeer: () => compose(count, args),
  });
  const of = `${String(count)} services`;
  return [
    {
      ...peerRow(up),
      title: `${of}: up, from nothing`,
      goal: 0.6,
      prepare: () => composeDown(count),
      measureOurs: () => ourUp(count),
    },
    {
      ...peerRow(up),
      title: `${of}: up, nothing changed`,
      goal: 0.3,
      prepare: () => compose(count, up),
      measureOurs: () => ourUp(count),
    },
    {
      ...peerRow(up),
      title: `${of}: up, one service changed`,
      goal: 0.5,
      prepare: async () => {
        await compose(count, up);
        await subject(count).project.change();
      },
      measureOurs: () => ourUp(count),
    },
    {
      ...peerRow(down),
      measurePeer: () => composeDown(count),
      title: `${of}: down, with volumes`,
      goal: 0.6,
      prepare: () => compose(count, up),
      measureOurs: () => ourDown(count),
    },
  ];
};

/** What the engine itself takes: the same requests and nothing else. Neither side can be faster. */
const floor = (count: number): readonly Figure[] => {
  const of = `${String(count)} services: the engine’s own part of`;
  return [
    {
      kind: 'figure',
      title: `${of} up`,
      unit: 'ms',
      rounds: 5,
      measure: async () => (await bareRun(subject(count).project)).upMs,
    },
    {
      kind: 'figure',
      title: `${of} down`,
      unit: 'ms',
      rounds: 5,
      measure: async () => (await bareRun(subject(count).project)).downMs,
    },
  ];
};

const sizes = [6, 30];

const open = async (count: number): Promise<Subject> => {
  const project = await layeredServices(
    `hyperbox-bench-${String(process.pid)}-${String(count)}`,
    count,
  );
  const server = await openServer({ root, folder: project.folder, env: process.env });
  const found = (await server.send(projectsWatch, { watch: true })).find(
    ({ name }) => name === project.name,
  );
  if (found === undefined) throw new Error('the project was not found');
  return { project, server, projectId: found.id };
};

export const bench: Bench = {
  title: 'Up and down of layered services with volumes, no health checks, all images present',
  setUp: async () => {
    const engine = await connectEngine();
    await busyboxImage(engine);
    engine.dispose();
    for (const count of sizes) subjects.set(count, await open(count));
    return async () => {
      for (const [count, { project, server }] of subjects) {
        await composeDown(count);
        await server.close();
        await project.remove();
      }
    };
  },
  rows: sizes.flatMap((count) => [...rows(count), ...floor(count)]),
};
