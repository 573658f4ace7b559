import { connectEngine, busyboxTag } from '../../support/engine.ts';
import type { LayeredProject } from './layered-services.ts';

/** Ends of containers that the engine works on at the same time; more make it slower. */
const parallelEnds = 8;

/**
 * Brings the project up and down with the engine's requests alone: network, volumes and containers are
 * made, one layer after the other is started, all are stopped and removed. Nothing is read, compared,
 * watched or waited for.
 */
export const bareRun = async (
  project: LayeredProject,
): Promise<{ readonly upMs: number; readonly downMs: number }> => {
  const engine = await connectEngine();
  const { containers, networks, volumes } = engine;
  const network = `${project.name}-bare`;
  const volumeOf = (volume: string): string => `${network}-${volume}`;
  const services = project.layers.flat();
  const held = services.flatMap(({ volume }) => (volume === undefined ? [] : [volumeOf(volume)]));
  try {
    const began = performance.now();
    await Promise.all([
      networks.create({ name: network }),
      ...held.map((name) => volumes.create({ name })),
    ]);
    const ids = await Promise.all(
      services.map(({ name, volume }) =>
        containers.create({
          name: `${network}-${name}`,
          image: busyboxTag,
          init: true,
          command: ['sleep', 'infinity'],
          networkMode: network,
          ...(volume !== undefined && {
            mounts: [{ kind: 'volume', source: volumeOf(volume), target: '/data' }],
          }),
        }),
      ),
    );
    let next = 0;
    for (const layer of project.layers) {
      await Promise.all(layer.map(() => containers.start(ids[next++] ?? '')));
    }
    const up = performance.now();
    const rest = [...ids];
    await Promise.all(
      Array.from({ length: parallelEnds }, async () => {
        for (let id = rest.pop(); id !== undefined; id = rest.pop()) {
          await containers.stop(id);
          await containers.remove(id, { force: true });
        }
      }),
    );
    await Promise.all([networks.remove(network), ...held.map((name) => volumes.remove(name))]);
    return { upMs: up - began, downMs: performance.now() - up };
  } finally {
    engine.dispose();
  }
};
