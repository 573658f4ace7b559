import { spawn } from 'node:child_process';
import { Duplex } from 'node:stream';
import type { Address } from '../address.ts';

type SshAddress = Extract<Address, { kind: 'ssh' }>;

/**
 * The arguments of the system's `ssh`, as the docker CLI builds them: the other side runs
 * `docker system dial-stdio`, which joins its standard streams to the engine's socket. `BatchMode`
 * keeps ssh from asking questions that nobody could see, and asking for signs of life every 15 s tells
 * a dead network from a quiet engine.
 */
export const sshArguments = (address: SshAddress): readonly string[] => [
  ...(address.user === undefined ? [] : ['-l', address.user]),
  ...(address.port === undefined ? [] : ['-p', String(address.port)]),
  ...[
    '-o',
    'BatchMode=yes',
    '-o',
    'ConnectTimeout=30',
    '-o',
    'ServerAliveInterval=15',
    '-T',
    '--',
    address.host,
    'docker',
  ],
  ...(address.socket === undefined ? [] : ['--host', `unix://${address.socket}`]),
  ...['system', 'dial-stdio'],
];

/**
 * One connection to the engine over one ssh process. What ssh says on standard error becomes the
 * error of the connection, so that "Permission denied (publickey)" reaches the user.
 */
export const dialSsh = (
  address: SshAddress,
  options: { readonly command?: string } = {},
): Duplex => {
  const child = spawn(options.command ?? 'ssh', sshArguments(address), {
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4096);
  });
  const connection = new SshConnection(child.stdin, child.stdout, () => child.kill());
  child.once('error', (error) => connection.destroy(error));
  child.once('close', (code) => {
    // Not when its output ends: only now is it known whether that was an error.
    if (code === 0 || connection.destroyed) connection.push(null);
    else connection.destroy(sshError(address.host, code, said));
  });
  // The process ending is reported above; a broken pipe says nothing more.
  child.stdin.on('error', () => undefined);
  return connection;
};

const sshError = (host: string, code: number | null, said: string): Error =>
  Object.assign(new Error(`ssh ${host}: ${said.trim() || `ended with code ${String(code)}`}`), {
    code: 'ESSH',
  });

/** The streams of a child process as one duplex that behaves enough like a socket for `http`. */
class SshConnection extends Duplex {
  readonly #input: NodeJS.WritableStream;
  readonly #output: NodeJS.ReadableStream;
  readonly #kill: () => void;

  constructor(input: NodeJS.WritableStream, output: NodeJS.ReadableStream, kill: () => void) {
    super();
    this.#input = input;
    this.#output = output;
    this.#kill = kill;
    output.on('data', (chunk: Buffer) => {
      if (!this.push(chunk)) output.pause();
    });
  }

  override _read(): void {
    this.#output.resume();
  }
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    if (this.#input.write(chunk)) done();
    else
      this.#input.once('drain', () => {
        done();
      });
  }
  override _final(done: (error?: Error) => void): void {
    this.#input.end(() => {
      done();
    });
  }
  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.#kill();
    done(error);
  }

  // `http` calls these on any connection it is given.
  setTimeout(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}
