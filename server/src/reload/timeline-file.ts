import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { projectId, reloadId } from '#shared/protocol/ids';
import type { ReloadItem } from '#shared/protocol/reload';
import { writeFileAtomic } from '../base/atomic-file.ts';
import type { Clock } from '../base/clock.ts';
import { messageOf, systemCodeOf } from '../base/error.ts';
import type { Log } from '../base/log.ts';
import { putAside } from '../base/put-aside.ts';

/** Where the rows of a timeline outlive the window. */
export interface TimelineKeeper {
  /** Oldest first; nothing where nothing is kept, or none of it can be understood. */
  read(): readonly ReloadItem[];
  /** In place of what was kept before; later, and only the last of several. */
  keep(rows: readonly ReloadItem[]): void;
}

/** What somebody would still look for after a reload of the window. */
const mostKept = 200;
const togetherMs = 300;

const place = z.object({ path: z.string(), line: z.number() });
const kept = z.object({
  id: reloadId,
  projectId,
  project: z.string(),
  service: z.string(),
  action: z.enum(['none', 'sync', 'sync+exec', 'sync+restart', 'restart', 'recreate', 'rebuild']),
  cause: z.enum(['saved', 'changed', 'missed', 'again']),
  files: z.array(z.string()),
  fileCount: z.number(),
  why: z.array(z.string()),
  savedAtMs: z.number(),
  stages: z.array(
    z.object({
      name: z.enum([
        'noticed',
        'planned',
        'built',
        'synced',
        'executed',
        'restarted',
        'recreated',
        'healthy',
      ]),
      atMs: z.number(),
      detail: z.exactOptional(z.string()),
    }),
  ),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), durationMs: z.number() }),
    z.object({ kind: z.literal('unchanged') }),
    z.object({
      kind: z.literal('failed'),
      message: z.string(),
      lines: z.array(z.string()),
      at: z.exactOptional(place),
    }),
    z.object({ kind: z.literal('cancelled') }),
  ]),
});
const file = z.object({ version: z.literal(1), rows: z.array(kept) });

/** The timeline of one workspace, in one file. */
export class TimelineFile implements TimelineKeeper {
  readonly #path: string;
  readonly #clock: Clock;
  readonly #log: Log;
  #next: readonly ReloadItem[] | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: { readonly folder: string; readonly clock: Clock; readonly log: Log }) {
    this.#path = join(options.folder, 'reloads.json');
    this.#clock = options.clock;
    this.#log = options.log;
  }

  /** At once: whoever asks for the timeline has to have all of it, in order. */
  read(): readonly ReloadItem[] {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') {
        this.#log.warn(`${this.#path} could not be read: ${messageOf(error)}`);
      }
      return [];
    }
    try {
      return file.parse(JSON.parse(text)).rows;
    } catch (error) {
      void putAside(this.#path, { why: messageOf(error), log: this.#log });
      return [];
    }
  }

  keep(rows: readonly ReloadItem[]): void {
    const waits = this.#next !== undefined;
    this.#next = rows;
    if (!waits) this.#writing = this.#writing.then(() => this.#write());
  }

  async #write(): Promise<void> {
    await this.#clock.sleep(togetherMs);
    const rows = this.#next?.slice(-mostKept) ?? [];
    this.#next = undefined;
    try {
      await writeFileAtomic(this.#path, `${JSON.stringify({ version: 1, rows })}\n`);
    } catch (error) {
      this.#log.warn(`${this.#path} could not be written: ${messageOf(error)}`);
    }
  }
}
