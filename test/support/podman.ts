import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Podman's Docker-compatible service, with a store of its own. */
export interface OwnPodman {
  readonly address: string;
  dispose(): Promise<void>;
}

export const canRunPodman = (): boolean =>
  existsSync('/usr/bin/podman') && process.getuid?.() === 0;

export const startPodman = async (): Promise<OwnPodman> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-podman-'));
  const socket = join(folder, 'podman.sock');
  const configuration = join(folder, 'containers.conf');
  // Its defaults ask for limits and a cgroup manager that a machine without systemd does not have.
  await writeFile(
    configuration,
    [
      '[containers]',
      'default_ulimits = ["nofile=1024:1024","nproc=4096:4096"]',
      '[engine]',
      'cgroup_manager = "cgroupfs"',
      'events_logger = "file"',
      // What watches an ended command would stay for five minutes.
      'exit_command_delay = 10',
      ...(existsSync('/usr/sbin/runc') ? ['runtime = "runc"'] : []),
    ].join('\n'),
  );
  const log = openSync(join(folder, 'podman.log'), 'a');
  const service: ChildProcess = spawn(
    'podman',
    [
      ...['--root', join(folder, 'root'), '--runroot', join(folder, 'run')],
      ...['--tmpdir', join(folder, 'tmp'), 'system', 'service', '--time=0', `unix://${socket}`],
    ],
    { stdio: ['ignore', log, log], env: { ...process.env, CONTAINERS_CONF: configuration } },
  );
  const dispose = async (): Promise<void> => {
    if (service.exitCode === null && service.signalCode === null) {
      const ended = once(service, 'exit');
      service.kill('SIGTERM');
      // It waits for whoever is connected, and an agent may keep a connection for the next request.
      const patience = setTimeout(() => service.kill('SIGKILL'), 5_000);
      await ended;
      clearTimeout(patience);
    }
    // Killed, it leaves its store mounted.
    await run('umount', ['--lazy', join(folder, 'root', 'overlay')]).catch(() => undefined);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answering(socket, service);
  } catch (error) {
    const said = await readFile(join(folder, 'podman.log'), 'utf8');
    await dispose();
    throw new Error(`Podman did not start: ${said}`, { cause: error });
  }
  return { address: `unix://${socket}`, dispose };
};

const answering = async (socket: string, service: ChildProcess): Promise<void> => {
  const giveUp = Date.now() + 20_000;
  for (;;) {
    const open = await new Promise<boolean>((resolve) => {
      const attempt = connect(socket);
      attempt.once('connect', () => {
        attempt.destroy();
        resolve(true);
      });
      attempt.once('error', () => {
        resolve(false);
      });
    });
    if (open) return;
    if (service.exitCode !== null || Date.now() > giveUp) throw new Error('It does not answer.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
