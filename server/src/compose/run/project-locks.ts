import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { deferred, type Deferred } from '../../base/deferred.ts';
import { throwIfCancelled } from '../../base/error.ts';
import { withFileLock } from '../../base/file-lock.ts';
import type { WorkContext } from '../../base/progress.ts';

interface Shared {
  readonly taken: Deferred<undefined>;
  readonly left: Deferred<undefined>;
  readonly over: Promise<void>;
  users: number;
}

/** Keeps apart those who work on a project, of all windows; some of one window may do so together. */
export class ProjectLocks {
  readonly #options: { readonly stateRoot: string; readonly clock: Clock };
  /** By project: what those of this window hold together. */
  readonly #shared = new Map<string, Shared>();

  constructor(options: { readonly stateRoot: string; readonly clock: Clock }) {
    this.#options = options;
  }

  /** With nobody else at work on the project. Rejects with `cancelled` when the signal fires before. */
  alone<T>(project: string, work: WorkContext, run: () => Promise<T>): Promise<T> {
    const { stateRoot, clock } = this.#options;
    return withFileLock(
      {
        folder: join(stateRoot, 'locks'),
        key: `project ${project}`,
        signal: work.signal,
        clock,
        onWait: ({ pid }) => {
          work.progress({
            message:
              pid === process.pid
                ? `Waiting for another run of ${project} to end`
                : `Waiting for another window (process ${String(pid)}) that works on ${project}`,
          });
        },
      },
      run,
    );
  }

  /** With none but those who came this way, too. */
  async together<T>(project: string, work: WorkContext, run: () => Promise<T>): Promise<T> {
    const shared = this.#shared.get(project) ?? this.#share(project, work);
    shared.users++;
    try {
      await shared.taken.promise;
      throwIfCancelled(work.signal);
      return await run();
    } finally {
      shared.users--;
      if (shared.users === 0) {
        if (this.#shared.get(project) === shared) this.#shared.delete(project);
        shared.left.resolve(undefined);
        await shared.over;
      }
    }
  }

  #share(project: string, { progress }: WorkContext): Shared {
    const [taken, left] = [deferred<undefined>(), deferred<undefined>()];
    // Whoever comes first waits for all of them, and does not give up for all of them.
    const { signal } = new AbortController();
    const over = this.alone(project, { signal, progress }, async () => {
      taken.resolve(undefined);
      await left.promise;
    }).catch((error: unknown) => {
      taken.reject(error);
    });
    const shared = { taken, left, over, users: 0 };
    this.#shared.set(project, shared);
    return shared;
  }
}
