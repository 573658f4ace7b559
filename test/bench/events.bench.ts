import { fileURLToPath } from 'node:url';
import type { ContainerId } from '#shared/protocol/ids';
import { inventoryChanged, inventoryWatch, type ContainerItem } from '#shared/protocol/inventory';
import { projectsChanged, projectsWatch } from '#shared/protocol/projects';
import type { Bench } from '../../scripts/bench/harness.ts';
import { run } from '../../scripts/setup/run.mjs';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import { gatherCrowd, type Crowd } from './support/crowd.ts';
import { openEngineClock, wallMs, type EngineClock } from './support/engine-clock.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

let crowd: Crowd;
let server: HyperBoxServer;
let clock: EngineClock;
const hearing = new Set<(list: 'containers' | 'projects', item: ContainerItem) => void>();

/** From the engine's own timestamp of an event until both lists have said so to the client. */
const delayOf = async (
  id: ContainerId,
  change: { readonly action: string; readonly status: ContainerItem['status'] },
  act: () => Promise<void>,
): Promise<number> => {
  const happened = clock.next(id, change.action);
  const heard = (list: 'containers' | 'projects'): Promise<number> =>
    new Promise((resolve) => {
      const listener = (from: string, item: ContainerItem): void => {
        if (from !== list || item.id !== id || item.status !== change.status) return;
        hearing.delete(listener);
        resolve(wallMs());
      };
      hearing.add(listener);
    });
  const both = Promise.all([heard('containers'), heard('projects')]);
  await act();
  const [began, ends] = await Promise.all([happened, both]);
  return Math.max(...ends) - began;
};

let turn = 0;
const nextContainer = (): ContainerId => crowd.running[turn++ % crowd.running.length]!;

const killed = async (): Promise<number> => {
  const id = nextContainer();
  const { containers } = crowd.engine;
  const delay = await delayOf(id, { action: 'die', status: 'exited' }, () => containers.kill(id));
  await delayOf(id, { action: 'start', status: 'running' }, () => containers.start(id));
  return delay;
};

const paused = async (): Promise<number> => {
  const id = nextContainer();
  const { containers } = crowd.engine;
  const delay = await delayOf(id, { action: 'pause', status: 'paused' }, () =>
    containers.pause(id),
  );
  await delayOf(id, { action: 'unpause', status: 'running' }, () => containers.unpause(id));
  return delay;
};

const list = async (): Promise<undefined> => {
  await run('docker', ['ps', '-a']);
};

export const bench: Bench = {
  title: 'An engine event in the lists of a client, with 100 containers',
  setUp: async () => {
    crowd = await gatherCrowd('hyperbox-bench-events', {
      ...{ containers: 100, running: 10, projects: 20 },
    });
    clock = await openEngineClock();
    server = await openServer({ root, folder: root, env: process.env });
    server.on(inventoryChanged, (change) => {
      if (change.kind !== 'containers') return;
      for (const item of change.upserted) for (const hear of [...hearing]) hear('containers', item);
    });
    server.on(projectsChanged, ({ upserted }) => {
      const items = upserted.flatMap(({ services }) => services.flatMap((each) => each.containers));
      for (const item of items) for (const hear of [...hearing]) hear('projects', item);
    });
    await server.send(inventoryWatch, { kinds: ['containers', 'images', 'volumes', 'networks'] });
    await server.send(projectsWatch, { watch: true });
    return async () => {
      await server.close();
      clock.dispose();
      await crowd.remove();
    };
  },
  rows: [
    {
      kind: 'comparison',
      title: 'killed: from the engine’s timestamp to the client',
      peer: 'docker ps -a',
      goal: 1,
      rounds: 30,
      measureOurs: killed,
      measurePeer: list,
    },
    {
      kind: 'comparison',
      title: 'paused: from the engine’s timestamp to the client',
      peer: 'docker ps -a',
      goal: 1,
      rounds: 30,
      measureOurs: paused,
      measurePeer: list,
    },
  ],
};
