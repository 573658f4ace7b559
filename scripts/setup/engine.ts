import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { canInstall, installPackages } from './apt.ts';
import { cacheRoot } from './cache.mjs';
import { run, succeeds } from './run.mjs';
import { NeedsAction, say } from './say.mjs';

export interface Engine {
  /** As `DOCKER_HOST` has it. */
  readonly address: string;
  /** Set when we started it: ends it. */
  readonly stop?: () => Promise<void>;
}

const standardSocket = '/var/run/docker.sock';

/** Where engines listen, likeliest first; `DOCKER_HOST` decides alone, as for the docker client. */
function sockets(env = process.env): readonly string[] {
  const host = env['DOCKER_HOST'];
  if (host) return [host.replace(/^(unix|npipe):\/\//, '')];
  if (process.platform === 'win32') return ['//./pipe/docker_engine'];
  const runtime = env['XDG_RUNTIME_DIR'];
  return [
    standardSocket,
    ...(runtime ? [path.join(runtime, 'docker.sock')] : []),
    path.join(homedir(), '.docker', 'run', 'docker.sock'),
    path.join(homedir(), '.colima', 'default', 'docker.sock'),
    path.join(homedir(), '.orbstack', 'run', 'docker.sock'),
    path.join(homedir(), '.rd', 'docker.sock'),
    '/run/podman/podman.sock',
    ...(runtime ? [path.join(runtime, 'podman', 'podman.sock')] : []),
  ];
}

/** An engine that answers: one that is there, else one that we install and start where we may. */
export async function ensureEngine(): Promise<Engine> {
  const found = await findEngine();
  if (found) return found;
  if (process.env['DOCKER_HOST']) {
    throw new NeedsAction(
      `No engine answers at DOCKER_HOST (${process.env['DOCKER_HOST']}). Start it, or:`,
      'unset DOCKER_HOST',
    );
  }
  await refuseClosedSocket();
  if (process.platform !== 'linux') {
    throw new NeedsAction(
      'No container engine answers. Start Docker Desktop, OrbStack, Colima or Podman, for example:',
      process.platform === 'darwin'
        ? 'brew install colima docker && colima start'
        : 'podman machine init --now',
    );
  }
  if (!(await succeeds('dockerd'))) {
    // With recommendations on, apt would bring a whole desktop's worth of helpers.
    if (canInstall())
      await installPackages(['docker.io', 'iptables'], 'no container engine is there');
    else
      throw new NeedsAction('There is no container engine. Run:', 'sudo apt-get install docker.io');
  }
  if (process.getuid?.() !== 0) {
    throw new NeedsAction(
      'The Docker Engine is installed but not running. Run:',
      existsSync('/run/systemd/system') ? 'sudo systemctl start docker' : 'sudo dockerd',
    );
  }
  // Where there is an init system it owns the daemon, which installing may have started already.
  if (existsSync('/run/systemd/system')) return startService();
  return startDockerd();
}

async function findEngine(): Promise<Engine | undefined> {
  const host = process.env['DOCKER_HOST'];
  if (host && !/^(unix|npipe):/.test(host)) {
    return (await succeeds('docker', ['version'])) ? { address: host } : undefined;
  }
  const scheme = process.platform === 'win32' ? 'npipe' : 'unix';
  for (const socket of sockets()) {
    if ((await ping(socket)) === 'ok') return { address: `${scheme}://${socket}` };
  }
  return undefined;
}

async function ping(socketPath: string): Promise<'ok' | 'forbidden' | 'absent'> {
  return new Promise((resolve) => {
    const call = request({ socketPath, path: '/_ping', timeout: 3000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200 ? 'ok' : 'absent');
    });
    call.once('timeout', () => call.destroy());
    call.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'EACCES' ? 'forbidden' : 'absent');
    });
    call.end();
  });
}

async function refuseClosedSocket(): Promise<void> {
  if (!existsSync(standardSocket) || (await ping(standardSocket)) !== 'forbidden') return;
  throw new NeedsAction(
    `You may not use the Docker Engine at ${standardSocket}. Run this, then log in again:`,
    `sudo usermod -aG docker ${userInfo().username}`,
  );
}

async function startService(): Promise<Engine> {
  say('starting the Docker Engine with systemctl');
  await run('systemctl', ['start', 'docker'], { timeoutMs: 90_000 });
  const deadline = Date.now() + 30_000;
  while ((await ping(standardSocket)) !== 'ok') {
    if (Date.now() > deadline) throw new Error('docker.service runs but does not answer');
    await delay(200);
  }
  return { address: `unix://${standardSocket}` };
}

/** Starts the daemon apart from us, so that it outlives `npm start`. */
async function startDockerd(): Promise<Engine> {
  const folder = path.join(cacheRoot(), 'dockerd');
  await mkdir(folder, { recursive: true });
  const logFile = path.join(folder, 'dockerd.log');
  say(`starting the Docker Engine (its log: ${logFile})`);
  const log = await open(logFile, 'a');
  const child = spawn('dockerd', [], { detached: true, stdio: ['ignore', log.fd, log.fd] });
  await log.close();
  // A program that cannot be run at all has no process id; the rest shows in its exit code.
  child.once('error', () => undefined);
  const deadline = Date.now() + 60_000;
  while ((await ping(standardSocket)) !== 'ok') {
    if (child.pid === undefined || child.exitCode !== null || Date.now() > deadline) {
      const lines = (await readFile(logFile, 'utf8')).trim().split('\n').slice(-8).join('\n');
      child.kill();
      throw new Error(`the Docker Engine did not start:\n${lines}`);
    }
    await delay(200);
  }
  child.unref();
  return { address: `unix://${standardSocket}`, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  // Until it is gone it counts again: we must not end before it.
  child.ref();
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await gone;
  clearTimeout(timer);
}
