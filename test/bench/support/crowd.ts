import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { ContainerId } from '#shared/protocol/ids';
import { EngineApi } from '../../../scripts/setup/engine-api.ts';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { busyboxImage, cleanUp, connectEngine, testEndpoint } from '../../support/engine.ts';

/** Carried by everything that the benches put on the engine, so that an interrupted run's is found. */
const label = 'dev.hyperbox.bench';

export interface CrowdSize {
  readonly containers: number;
  /** How many of those run; the first ones do. */
  readonly running: number;
  /** The containers are spread over so many compose projects. */
  readonly projects: number;
  readonly images?: number;
}

/** Many containers and images on the engine, as on a machine that is used for months. */
export interface Crowd {
  readonly engine: Engine;
  readonly running: readonly ContainerId[];
  remove(): Promise<void>;
}

export async function gatherCrowd(name: string, size: CrowdSize): Promise<Crowd> {
  const engine = await connectEngine();
  const remove = async (): Promise<void> => {
    await removeContainers(engine);
    await removeImages(engine);
    await cleanUp(engine, label);
    engine.dispose();
  };
  try {
    await removeContainers(engine);
    const image = await busyboxImage(engine);
    const created = await inParallel(size.containers, async (index) => {
      const project = `${name}-${String(index % size.projects).padStart(2, '0')}`;
      const number = Math.floor(index / size.projects) + 1;
      return engine.containers.create({
        name: `${project}-service${String(number)}-1`,
        image,
        command: ['sleep', 'infinity'],
        init: true,
        networkMode: 'none',
        stopGraceMs: 0,
        labels: {
          [label]: name,
          'com.docker.compose.project': project,
          'com.docker.compose.service': `service${String(number)}`,
          'com.docker.compose.container-number': '1',
          'com.docker.compose.oneoff': 'False',
          'com.docker.compose.project.working_dir': `/srv/${project}`,
          'com.docker.compose.project.config_files': `/srv/${project}/compose.yaml`,
        },
      });
    });
    const running = created.slice(0, size.running);
    await inParallel(running.length, async (index) => engine.containers.start(running[index]!));
    await inParallel(size.images ?? 0, (index) => importImage(name, index));
    return { engine, running, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

const importImage = (name: string, index: number): Promise<void> => {
  const tar = pack();
  tar.entry({ name: 'number' }, String(index));
  tar.finalize();
  return new EngineApi(testEndpoint.address).importImage({
    name: `${name}/image${String(index).padStart(3, '0')}:1`,
    tar: Readable.from(tar),
    changes: [`LABEL ${label}=${name}`],
  });
};

const removeContainers = async (engine: Engine): Promise<void> => {
  const found = await engine.containers.list({ labels: [label] });
  await inParallel(found.length, (index) =>
    engine.containers.remove(found[index]!.id, { force: true, anonymousVolumes: true }),
  );
};

const removeImages = async (engine: Engine): Promise<void> => {
  const found = (await engine.images.list()).filter(({ labels }) => label in labels);
  await inParallel(found.length, async (index) => {
    await engine.images.remove(found[index]!.id, { force: true });
  });
};

/** A few at once: the engine does not get faster with more. */
const inParallel = async <T>(
  count: number,
  work: (index: number) => Promise<T>,
): Promise<readonly T[]> => {
  const results: T[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: 4 }, worker));
  return results;
};
