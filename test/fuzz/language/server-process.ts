import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import type { Readable, Writable } from 'node:stream';
import { Framer } from '../../../server/src/doors/messages/framer.ts';

export interface Answer {
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

interface Message extends Answer {
  readonly id?: string | number | null;
  readonly method?: string;
  readonly params?: { readonly message?: string };
}

export interface ServerProcessOptions {
  /** The file of the server, and what to call it with. */
  readonly command: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
}

/** The server may not need more; V8 ends the process that does. */
const maxHeapMegabytes = 768;

/** What the server says of itself where something went wrong that nobody was told of. */
const alarms =
  /nobody looked|Could not |UnhandledPromise|Maximum call stack|heap out of memory|TypeError|RangeError/;

/** The real server over its standard streams, and a client that sends whatever bytes it is told to. */
export class ServerProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #waiting = new Map<string | number, (answer: Answer) => void>();
  #complaint: string | undefined;
  #lastId = 0;

  constructor({ command, environment }: ServerProcessOptions) {
    this.#child = spawn(
      process.execPath,
      [`--max-old-space-size=${maxHeapMegabytes}`, ...command, '--stdio'],
      { env: environment, stdio: ['pipe', 'pipe', 'pipe'] },
    );
    const framer = new Framer();
    this.#child.stdout.on('data', (chunk: Buffer) => {
      for (const frame of framer.push(chunk)) {
        if (frame.kind === 'garbage') this.#complain(`its output: ${frame.reason}`);
        else this.#hear(JSON.parse(frame.text) as Message);
      }
    });
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (alarms.test(text)) this.#complain(text);
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.once('exit', (code, signal) => {
      this.#complain(`the process ended: ${String(signal ?? code)}`);
      const error = { code: 0, message: 'the process ended' };
      for (const answer of this.#waiting.values()) answer({ error });
      this.#waiting.clear();
    });
  }

  async initialize(): Promise<void> {
    await this.request('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { diagnostic: { relatedDocumentSupport: true } },
        workspace: { diagnostics: { refreshSupport: true } },
      },
    }).answer;
    this.notify('initialized', {});
  }

  /** What must never happen, and has. */
  get complaint(): string | undefined {
    return this.#complaint;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  request(
    method: string,
    params: object,
  ): { readonly id: number; readonly answer: Promise<Answer> } {
    this.#lastId += 1;
    const id = this.#lastId;
    const answer = new Promise<Answer>((resolve) => {
      if (this.#complaint !== undefined) resolve({ error: { code: 0, message: this.#complaint } });
      this.#waiting.set(id, resolve);
    });
    this.#send({ id, method, params });
    return { id, answer };
  }

  notify(method: string, params: object): void {
    this.#send({ method, params });
  }

  sendBytes(bytes: string): void {
    this.#child.stdin.write(bytes);
  }

  async megabytes(): Promise<number> {
    const status = await readFile(`/proc/${String(this.#child.pid)}/status`, 'utf8').catch(
      () => '',
    );
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await exited;
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    // In one piece: whoever sends other bytes meanwhile must not part a header from its body.
    this.sendBytes(`Content-Length: ${String(Buffer.byteLength(body))}\r\n\r\n${body}`);
  }

  #hear({ id, method, params, result, error }: Message): void {
    if (method !== undefined) {
      if (method === 'window/logMessage' && alarms.test(params?.message ?? '')) {
        this.#complain(params?.message ?? '');
      }
      // Requests of the server's own: to hear of files, to be asked again.
      if (id !== undefined) this.#send({ id, result: null });
      return;
    }
    // What was no message is answered with no number, or with one that only it had.
    if (id === undefined || id === null) return;
    const answer = this.#waiting.get(id);
    this.#waiting.delete(id);
    answer?.(error === undefined ? { result } : { error });
  }

  #complain(what: string): void {
    this.#complaint ??= what;
  }
}
