import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Answer, Task } from './worker.ts';

const worker = fileURLToPath(new URL('worker.ts', import.meta.url));

/** No file may need more; V8 ends the process that does. */
const maxHeapMegabytes = 768;

/** Judges files in a process of its own, which is ended when a file takes it too long. */
export class JudgeProcess {
  readonly #hangMs: number;
  #child: Promise<ChildProcess> | undefined;

  constructor({ hangMs }: { readonly hangMs: number }) {
    this.#hangMs = hangMs;
  }

  async ask(task: Task): Promise<Answer> {
    this.#child ??= startWorker();
    const child = await this.#child;
    const ended = new AbortController();
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
    }, this.#hangMs);
    const { signal } = ended;
    try {
      child.send(task);
      return await Promise.race([
        once(child, 'message', { signal }).then(([answer]) => answer as Answer),
        once(child, 'exit', { signal }).then(([code, by]) => this.#lost(code, by)),
      ]);
    } finally {
      clearTimeout(timer);
      ended.abort();
    }
  }

  async close(): Promise<void> {
    const child = await this.#child;
    this.#child = undefined;
    if (child?.connected !== true) return;
    const exited = once(child, 'exit');
    child.disconnect();
    await exited;
  }

  #lost(code: unknown, signal: unknown): Answer {
    this.#child = undefined;
    const complaint =
      signal === 'SIGKILL'
        ? { kind: 'hung' as const, detail: `no answer within ${this.#hangMs} ms` }
        : { kind: 'crashed' as const, detail: `the process ended: ${String(signal ?? code)}` };
    return { complaint, loadMs: 0, steps: [], peakMegabytes: 0 };
  }
}

const startWorker = async (): Promise<ChildProcess> => {
  const child = fork(worker, [], {
    execArgv: [`--max-old-space-size=${maxHeapMegabytes}`],
    serialization: 'advanced',
  });
  await once(child, 'message');
  return child;
};
