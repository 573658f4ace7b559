import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectId } from '#shared/protocol/ids';
import * as z from 'zod/mini';
import { writeFileAtomic } from '../base/atomic-file.ts';
import { systemClock, type Clock } from '../base/clock.ts';
import { messageOf, systemCodeOf } from '../base/error.ts';
import { withFileLock } from '../base/file-lock.ts';
import type { Log } from '../base/log.ts';
import { putAside } from '../base/put-aside.ts';

const choicesSchema = z.object({
  profiles: z.optional(z.array(z.string())),
  autoRestart: z.optional(z.boolean()),
  /** Of services for which it was chosen apart. */
  autoRestartServices: z.optional(z.record(z.string(), z.boolean())),
});
const fileSchema = z.object({
  version: z.literal(1),
  projects: z.record(z.string(), choicesSchema),
});

/** What the user has chosen for a project; absent fields were never chosen. */
export type Choices = Readonly<z.infer<typeof choicesSchema>>;

/**
 * The choices of one workspace, in one file, which several windows may write: every change reads the
 * file again under a lock and touches only its own project. A file that cannot be understood is put
 * aside, not overwritten.
 */
export class ProjectStore {
  readonly #folder: string;
  readonly #log: Log;
  readonly #clock: Clock;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: { readonly folder: string; readonly log: Log; readonly clock?: Clock }) {
    this.#folder = options.folder;
    this.#log = options.log;
    this.#clock = options.clock ?? systemClock;
  }

  get path(): string {
    return join(this.#folder, 'projects.json');
  }

  async read(): Promise<ReadonlyMap<ProjectId, Choices>> {
    const projects = await this.#parse();
    return new Map(Object.entries(projects) as [ProjectId, Choices][]);
  }

  /** Keeps what `choose` makes of what was kept. Rejects when it could not be kept. */
  update(id: ProjectId, choose: (before: Choices) => Choices): Promise<void> {
    const write = this.#writing.then(() =>
      withFileLock({ folder: this.#folder, key: this.path, clock: this.#clock }, async () => {
        const projects = await this.#parse();
        const before = projects[id] ?? {};
        const merged = { ...projects, [id]: { ...before, ...choose(before) } };
        const text = JSON.stringify({ version: 1, projects: merged }, undefined, 2);
        await writeFileAtomic(this.path, `${text}\n`);
      }),
    );
    this.#writing = write.catch(() => undefined);
    return write;
  }

  async #parse(): Promise<Readonly<Record<string, Choices>>> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') {
        this.#log.warn(`${this.path} could not be read: ${messageOf(error)}`);
      }
      return {};
    }
    try {
      return fileSchema.parse(JSON.parse(text)).projects;
    } catch (error) {
      await putAside(this.path, { why: messageOf(error), log: this.#log });
      return {};
    }
  }
}
