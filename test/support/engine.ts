import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { pack } from 'tar-stream';
import { silentLog } from '../../server/src/base/log.ts';
import type { Endpoint, Engine } from '../../server/src/engines/contract.ts';
import { createDrivers } from '../../server/src/engines/registry.ts';

const run = promisify(execFile);

/** The engine of the test machine: `DOCKER_HOST`, or the default socket. */
export const testEndpoint: Endpoint = {
  id: 'test',
  label: 'Test engine',
  address: process.env['DOCKER_HOST'] ?? 'unix:///var/run/docker.sock',
};

/** Connects to an engine, by default the machine's; whoever asked disposes of it. */
export const connectEngine = async (
  endpoint: Endpoint = testEndpoint,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Engine> => {
  const [driver] = createDrivers({
    env,
    homedir: homedir(),
    platform: process.platform,
    log: silentLog,
  });
  const result = await driver!.connect(endpoint, AbortSignal.timeout(20_000));
  if (result.kind === 'broken') {
    throw new Error(`${result.fault.message} ${result.fault.remedy}`);
  }
  return result.engine;
};

/** An image of one static binary, the machine's own busybox, with links for all that it can do. */
export const busyboxTag = 'hyperbox-test/busybox:1';

/** Makes sure that the busybox image is on the engine. It stays there for later runs. */
export const busyboxImage = async (
  engine: Engine,
  address: string = testEndpoint.address,
): Promise<string> => {
  if ((await engine.images.get(busyboxTag)) === undefined) {
    // Podman takes no tag while it imports.
    await engine.images.tag(await importBusybox(address), busyboxTag);
  }
  return busyboxTag;
};

/** The same, for who asks nothing else of the engine. */
export const ensureBusybox = async (endpoint: Endpoint = testEndpoint): Promise<string> => {
  const engine = await connectEngine(endpoint);
  try {
    return await busyboxImage(engine, endpoint.address);
  } finally {
    engine.dispose();
  }
};

/** A root file system of that binary alone, imported as `docker import` does it. */
const importBusybox = async (address: string): Promise<string> => {
  const path = ['/bin/busybox', '/usr/bin/busybox'].find((found) => existsSync(found));
  if (path === undefined) throw new Error('The tests need a static busybox: busybox-static.');
  const tar = pack();
  for (const folder of ['bin', 'etc', 'root', 'tmp', 'usr', 'usr/bin']) {
    tar.entry({ name: folder, type: 'directory', mode: folder === 'tmp' ? 0o1777 : 0o755 });
  }
  tar.entry({ name: 'bin/busybox', mode: 0o755 }, await readFile(path));
  const applets = (await command(path, ['--list'])).split('\n').filter((name) => name !== '');
  for (const name of applets.filter((applet) => applet !== 'busybox')) {
    tar.entry({ name: `bin/${name}`, type: 'symlink', linkname: 'busybox' });
  }
  tar.entry({ name: 'etc/passwd' }, 'root:x:0:0:root:/root:/bin/sh\n');
  tar.finalize();
  // Its streams are not Node's own, but behave as such.
  return importImage(tar as unknown as NodeJS.ReadableStream, {
    address,
    changes: ['ENV PATH=/bin:/usr/bin', 'CMD ["/bin/sh"]'],
  });
};

/** Makes an image of a root file system; answers with its id. */
export const importImage = async (
  tar: NodeJS.ReadableStream,
  options: { readonly address?: string; readonly changes?: readonly string[] } = {},
): Promise<string> => {
  const { address = testEndpoint.address, changes = [] } = options;
  const query = new URLSearchParams({ fromSrc: '-' });
  for (const change of changes) query.append('changes', change);
  const answer = await new Promise<string>((resolve, reject) => {
    const send = request({
      socketPath: address.replace(/^unix:\/\//, ''),
      method: 'POST',
      path: `/images/create?${query.toString()}`,
      headers: { 'Content-Type': 'application/x-tar' },
    });
    send.once('error', reject);
    send.once('response', (response) => {
      text(response).then(resolve, reject);
    });
    tar.pipe(send);
  });
  const id = /sha256:[0-9a-f]{64}/.exec(answer)?.[0];
  if (id === undefined) throw new Error(`The import failed: ${answer}`);
  return id;
};

/** Removes every container, network and volume that carries a label, `name` or `name=value`. */
export const cleanUp = async (engine: Engine, label: string): Promise<void> => {
  for (const { id } of await engine.containers.list({ labels: [label] })) {
    await engine.containers.remove(id, { force: true, anonymousVolumes: true });
  }
  const [name = '', value] = label.split('=');
  const labelled = (item: { readonly labels: Readonly<Record<string, string>> }): boolean =>
    name in item.labels && (value === undefined || item.labels[name] === value);
  for (const network of await engine.networks.list()) {
    if (labelled(network)) await engine.networks.remove(network.id);
  }
  for (const volume of await engine.volumes.list()) {
    if (labelled(volume)) await engine.volumes.remove(volume.name, { force: true });
  }
};

/** Runs a program to its end; for what only the other side's own client can say. */
export const command = async (file: string, args: readonly string[]): Promise<string> =>
  (await run(file, args)).stdout;
