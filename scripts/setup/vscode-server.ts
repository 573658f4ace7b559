import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export interface VsCodeServerOptions {
  /** The folder that `ensureVsCode` answered with. */
  readonly installation: string;
  /** Holds settings and state; nothing outside it is written. */
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly port: number;
  /** Without one, anybody on this machine can use this VS Code: for tests only. */
  readonly tokenFile?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly extraArgs?: readonly string[];
}

/** The command line of a VS Code server on the loopback interface. */
export function serverArgs(options: VsCodeServerOptions): readonly string[] {
  return [
    path.join(options.installation, 'out', 'server-main.js'),
    ...['--host', '127.0.0.1', '--port', String(options.port)],
    ...['--server-data-dir', options.dataFolder, '--extensions-dir', options.extensionsFolder],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.tokenFile
      ? ['--connection-token-file', options.tokenFile]
      : ['--without-connection-token']),
    ...(options.extraArgs ?? []),
  ];
}

/** Starts a server as our child, its output in `server.log`, and answers when it listens. */
export async function startServer(options: VsCodeServerOptions): Promise<ChildProcess> {
  const child = spawn(process.execPath, serverArgs(options), {
    stdio: ['ignore', 'pipe', 'pipe'],
    // This build would send addresses through a proxy that only code-server has; empty, it lets them be.
    env: { ...process.env, VSCODE_PROXY_URI: '', ...options.env },
  });
  const log = createWriteStream(path.join(options.dataFolder, 'server.log'));
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  child.once('close', () => log.end());
  const endWithUs = (): void => {
    child.kill('SIGKILL');
  };
  process.once('exit', endWithUs);
  child.once('exit', () => process.off('exit', endWithUs));
  try {
    await listening(child);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`VS Code did not start; see ${String(log.path)}`, { cause: error });
  }
  return child;
}

async function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('it did not listen within 60 s'));
    }, 60_000);
    const settle = (error?: Error): void => {
      clearTimeout(timer);
      if (error) reject(error);
      else resolve();
    };
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('Extension host agent listening')) settle();
    });
    child.once('error', settle);
    child.once('exit', (code) => {
      settle(new Error(`it ended with code ${String(code)}`));
    });
  });
}

/** Ends it and what it started; answers when it is gone. */
export async function stopServer(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(timer);
}

/** A loopback port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port for a TCP server');
  return address.port;
}
