import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A Docker Engine of a test's own, which it may kill. It lives in a network and a mount namespace of
 * its own: the first thing that a second engine does on the same network is to take away the first
 * one's bridge, and what it mounted goes with it.
 */
export interface OwnDockerd {
  readonly address: string;
  readonly folder: string;
  /** While it runs, of the program itself, whose namespaces may be entered. */
  readonly pid: number | undefined;
  start(): Promise<void>;
  /** Ends it as a crash would. */
  kill(): Promise<void>;
  /** Ends it as a shutdown does, containers first; it may be started again. */
  stop(): Promise<void>;
  /** Ends it and removes all that it had. */
  dispose(): Promise<void>;
}

/** Whether this machine can run one: the program is there and the user is root. */
export const canRunDockerd = (): boolean =>
  (existsSync('/usr/sbin/dockerd') || existsSync('/usr/bin/dockerd')) && process.getuid?.() === 0;

/** `dataRoot` may lie elsewhere, on a small disk for one. */
export const createDockerd = async (
  options: { readonly dataRoot?: string; readonly arguments?: readonly string[] } = {},
): Promise<OwnDockerd> => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperbox-dockerd-'));
  const socket = join(folder, 'docker.sock');
  const dataRoot = options.dataRoot ?? join(folder, 'data');
  let process: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const running = process;
    process = undefined;
    if (running?.exitCode !== null || running.signalCode !== null) return;
    running.kill(signal);
    await once(running, 'exit');
  };
  const kill = async (): Promise<void> => {
    await end('SIGKILL');
    await killContainerd(folder);
  };
  const stop = async (): Promise<void> => {
    await end('SIGTERM');
    await killContainerd(folder);
  };
  return {
    address: `unix://${socket}`,
    folder,
    get pid() {
      return process?.pid;
    },
    async start() {
      await mkdir(dataRoot, { recursive: true });
      await rm(join(folder, 'docker.pid'), { force: true });
      const log = openSync(join(folder, 'dockerd.log'), 'a');
      process = spawn(
        'unshare',
        [
          // Its loopback has to be up for ports of 127.0.0.1; the tests have busybox anyway.
          ...['--net', '--mount', 'sh', '-c', 'busybox ip link set lo up; exec dockerd "$@"', 'sh'],
          ...['--data-root', dataRoot, '--exec-root', join(folder, 'exec')],
          ...['--pidfile', join(folder, 'docker.pid'), '--host', `unix://${socket}`],
          ...(options.arguments ?? []),
        ],
        { stdio: ['ignore', log, log] },
      );
      await answering(socket, join(folder, 'dockerd.log'));
    },
    kill,
    stop,
    async dispose() {
      await stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** A killed dockerd leaves the containerd that it started; its next start would wait for that one. */
const killContainerd = async (folder: string): Promise<void> => {
  const file = join(folder, 'exec/containerd/containerd.pid');
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (pid === 0) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went with its parent.
  }
  // Where nobody collects dead processes its number looks alive for ever.
  await rm(file, { force: true });
};

const answering = async (socket: string, log: string): Promise<void> => {
  const giveUp = Date.now() + 30_000;
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
    if (Date.now() > giveUp)
      throw new Error(`dockerd did not start:\n${await readFile(log, 'utf8')}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
