import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stringify } from 'yaml';
import { busyboxTag } from '../../support/engine.ts';
import type { BenchProject } from './six-services.ts';

export interface LayeredProject extends BenchProject {
  /** Services by layer; each layer needs the one before it. */
  readonly layers: readonly (readonly LayeredService[])[];
  /** Writes the file again, with another environment for one service in the middle. */
  change(): Promise<void>;
}

export interface LayeredService {
  readonly name: string;
  /** Of a volume that is mounted at /data. */
  readonly volume?: string;
}

/**
 * `count` services in three layers, each of which needs one of the layer below it: stores with
 * volumes, what serves from them, and what stands in front. No health checks, whose intervals would
 * be what is measured.
 */
export async function layeredServices(name: string, count: number): Promise<LayeredProject> {
  const parent = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
  const folder = path.join(parent, name);
  await mkdir(folder);
  let revision = 0;
  const write = (): Promise<void> =>
    writeFile(path.join(folder, 'compose.yaml'), composeText(count, revision));
  await write();
  return {
    ...{ name, folder, layers: layersOf(count) },
    change: async () => {
      revision += 1;
      await write();
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
}

const layersOf = (count: number): LayeredProject['layers'] => {
  const size = Math.ceil(count / 3);
  const services = Array.from({ length: count }, (_, index) => ({
    name: nameOf(index),
    ...(index < size && { volume: `data${String(index)}` }),
  }));
  return [0, 1, 2].map((layer) => services.slice(layer * size, (layer + 1) * size));
};

const composeText = (count: number, revision: number): string => {
  const layer = Math.ceil(count / 3);
  const numbers = Array.from({ length: count }, (_, index) => index);
  return stringify({
    services: Object.fromEntries(
      numbers.map((index) => [
        nameOf(index),
        {
          image: busyboxTag,
          init: true,
          command: ['sleep', 'infinity'],
          environment: {
            ROLE: nameOf(index),
            ...(index === layer && { REVISION: String(revision) }),
          },
          networks: ['backend'],
          ...(index < layer && { volumes: [`data${String(index)}:/data`] }),
          ...(index >= layer && { depends_on: [nameOf(index - layer)] }),
        },
      ]),
    ),
    networks: { backend: {} },
    volumes: Object.fromEntries(
      numbers.slice(0, layer).map((index) => [`data${String(index)}`, {}]),
    ),
  });
};

const nameOf = (index: number): string => `service${String(index)}`;
