import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const compose = (): string => process.env['HYPERBOX_COMPOSE'] ?? 'docker-compose';

/** `docker compose watch` of a project that is up, as a process of our own. */
export class ComposeWatch {
  readonly #child: ChildProcess;
  /** From its start until it says that it watches. */
  readonly startMs: number;

  private constructor(child: ChildProcess, startMs: number) {
    this.#child = child;
    this.startMs = startMs;
  }

  static async start(folder: string): Promise<ComposeWatch> {
    const startedAt = performance.now();
    const child = spawn(compose(), ['watch', '--no-up'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface(stream).on('line', (line) => {
          said += `${line}\n`;
          if (line.includes('Watch enabled')) resolve();
        });
      }
      child.once('exit', () => {
        reject(new Error(`docker compose watch ended:\n${said}`));
      });
    });
    return new ComposeWatch(child, performance.now() - startedAt);
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill('SIGKILL');
    await gone;
  }
}
