import { randomBytes } from 'node:crypto';
import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerSpec, Engine } from '../../server/src/engines/contract.ts';
import { busyboxImage, cleanUp, connectEngine } from './engine.ts';

/** Containers of one test on the real engine; all of them go with `dispose`. */
export interface Box {
  readonly engine: Engine;
  readonly image: string;
  readonly label: string;
  /** A name that no other run of the tests has. */
  name(noun: string): string;
  create(spec: Omit<ContainerSpec, 'image' | 'name'> & { name?: string }): Promise<ContainerId>;
  run(spec: Omit<ContainerSpec, 'image' | 'name'> & { name?: string }): Promise<ContainerId>;
  dispose(): Promise<void>;
}

export const openBox = async (part: string): Promise<Box> => {
  const engine = await connectEngine();
  const id = `${part}-${randomBytes(3).toString('hex')}`;
  const label = `dev.hyperbox.test=${id}`;
  const image = await busyboxImage(engine);
  const create: Box['create'] = (spec) =>
    engine.containers.create({
      networkMode: 'none',
      stopGraceMs: 0,
      ...spec,
      image,
      labels: { 'dev.hyperbox.test': id, ...spec.labels },
    });
  return {
    engine,
    image,
    label,
    name: (noun) => `${id}-${noun}`,
    create,
    run: async (spec) => {
      const container = await create(spec);
      await engine.containers.start(container);
      return container;
    },
    dispose: async () => {
      await cleanUp(engine, label);
      engine.dispose();
    },
  };
};
