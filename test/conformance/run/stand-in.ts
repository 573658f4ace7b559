import { createWriteStream, existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { createDockerd } from '../../support/dockerd.ts';
import { command, connectEngine } from '../../support/engine.ts';

/**
 * An engine of our own on which every project can start: any image name may be given to the stand-in
 * image, every host port is free, and any command stays up (see `stand-in-runtime.ts`).
 */
export interface StandIn {
  readonly address: string;
  readonly engine: Engine;
  /** Names of services whose containers are to end at once, and well. */
  setJobs(services: readonly string[]): Promise<void>;
  /** Gives the image another name. */
  provide(reference: string): Promise<void>;
  /** Removes every container, network and volume. */
  wipe(): Promise<void>;
  dispose(): Promise<void>;
}

const image = 'hbrun/stand-in:1';

/** `names`: users and groups that containers run as. */
export const createStandIn = async (names: readonly string[]): Promise<StandIn> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-stand-in-'));
  const dataRoot = join(folder, 'data');
  const jobsFile = join(folder, 'jobs.json');
  const runtime = join(folder, 'runtime');
  await writeFile(runtime, runtimeScript([dataRoot, jobsFile]), { mode: 0o755 });
  const dockerd = await createDockerd({
    dataRoot,
    arguments: ['--add-runtime', `stand-in=${runtime}`, '--default-runtime', 'stand-in'],
  });
  let engine: Engine | undefined;
  const dispose = async (): Promise<void> => {
    if (engine !== undefined) await wipe(engine).catch(() => undefined);
    engine?.dispose();
    await dockerd.dispose();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await dockerd.start();
    engine = await connectEngine({ id: 'own', label: 'Stand-in', address: dockerd.address });
    await importImage(dockerd.address, folder, names);
  } catch (error) {
    await dispose();
    throw error;
  }
  const { images } = engine;
  const own = engine;
  return {
    address: dockerd.address,
    engine,
    setJobs: (services) => writeFile(jobsFile, JSON.stringify(services)),
    provide: (reference) => images.tag(image, reference),
    wipe: () => wipe(own),
    dispose,
  };
};

/** Only what changes a command needs more than a shell. */
const runtimeScript = (args: readonly string[]): string => `#!/bin/sh
for word; do
  case $word in
    create | exec) exec ${[process.execPath, join(import.meta.dirname, 'stand-in-runtime.ts'), ...args].map(quoted).join(' ')} "$@" ;;
    state | start | kill | delete | ps | update | events) break ;;
  esac
done
exec runc "$@"
`;

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** What an image says, so that it is seen to be inherited. */
const imageConfig = [
  'ENV PATH=/bin:/usr/bin',
  'ENV STAND_IN=1',
  'EXPOSE 4711/tcp',
  'VOLUME /.stand-in/data',
  'LABEL org.example.stand-in=1',
  'CMD ["stand-in"]',
];

const importImage = async (
  address: string,
  folder: string,
  names: readonly string[],
): Promise<void> => {
  const busybox = ['/bin/busybox', '/usr/bin/busybox'].find((found) => existsSync(found));
  if (busybox === undefined) throw new Error('The stand-in needs a static busybox.');
  const tar = pack();
  for (const name of ['.stand-in', '.stand-in/data', 'etc', 'tmp'])
    tar.entry({ name, type: 'directory', mode: 0o755 });
  tar.entry({ name: '.stand-in/busybox', mode: 0o755 }, await readFile(busybox));
  const all = ['root', ...names.filter((name) => name !== 'root')];
  const users = all.map((name, id) => `${name}:x:${id}:${id}:${name}:/:/.stand-in/busybox\n`);
  const groups = all.map((name, id) => `${name}:x:${id}:\n`);
  tar.entry({ name: 'etc/passwd' }, users.join(''));
  tar.entry({ name: 'etc/group' }, groups.join(''));
  tar.finalize();
  const file = join(folder, 'image.tar');
  await pipeline(tar, createWriteStream(file));
  const changes = imageConfig.flatMap((change) => ['--change', change]);
  await command('docker', ['--host', address, 'import', ...changes, file, image]);
};

/** What was just removed may hold on to its volumes for a moment, so a refusal is asked again. */
const wipe = async (engine: Engine, attempts = 10): Promise<void> => {
  try {
    await wipeOnce(engine);
  } catch (error) {
    if (attempts <= 1) throw error;
    await setTimeout(200);
    await wipe(engine, attempts - 1);
  }
};

const wipeOnce = async ({ containers, networks, volumes }: Engine): Promise<void> => {
  await Promise.all(
    (await containers.list()).map(({ id }) =>
      containers.remove(id, { force: true, anonymousVolumes: true }),
    ),
  );
  const made = (await networks.list()).filter(({ builtIn }) => !builtIn);
  await Promise.all([
    ...made.map(({ id }) => networks.remove(id)),
    ...(await volumes.list()).map(({ name }) => volumes.remove(name, { force: true })),
  ]);
  // A run that was ended at its time limit may have had a request on its way.
  const left = [
    ...(await containers.list()),
    ...(await networks.list()).filter(({ builtIn }) => !builtIn),
  ];
  if (left.length > 0) throw new Error('Something was made while everything was removed.');
};
