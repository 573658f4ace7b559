import { hash } from 'node:crypto';
import { appendFile, readFile } from 'node:fs/promises';
import { writeFileAtomic } from '../../base/atomic-file.ts';
import { messageOf, systemCodeOf } from '../../base/error.ts';
import type { Log } from '../../base/log.ts';
import { putAside } from '../../base/put-aside.ts';
import { applyPatch, readKept, writeKept, type Kept, type Patch } from './kept.ts';

/**
 * What is kept of a project, in one file: a line with all of it, and after it a line for each reload
 * since, so that a save costs as much as it changed. Writing that fails is told and no more: what is
 * not kept is found out once more.
 */
export class KeptFile {
  readonly #path: string;
  readonly #log: Log;
  #kept: Promise<Kept> | undefined;
  #writing: Promise<void> = Promise.resolve();
  /** Of what was last written as a whole; more may follow it. */
  #digest = '';

  constructor(options: { readonly path: string; readonly log: Log }) {
    this.#path = options.path;
    this.#log = options.log;
  }

  /** Read once; from then on this one is the truth. */
  read(): Promise<Kept> {
    this.#kept ??= this.#read();
    return this.#kept;
  }

  /** Writes all of it if it is another than before. */
  async write(): Promise<void> {
    const kept = await this.read();
    await this.#inTurn(async () => {
      const text = writeKept(kept);
      const digest = hash('sha1', text);
      if (digest === this.#digest) return;
      await writeFileAtomic(this.#path, `${text}\n`);
      this.#digest = digest;
    });
  }

  async add(patch: Patch): Promise<void> {
    applyPatch(await this.read(), patch);
    await this.#inTurn(() => appendFile(this.#path, `${JSON.stringify(patch)}\n`));
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#writing = this.#writing.then(work).catch((error: unknown) => {
      this.#log.warn(`${this.#path} could not be written: ${messageOf(error)}`);
    });
    return this.#writing;
  }

  async #read(): Promise<Kept> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT')
        this.#log.warn(`${this.#path} could not be read: ${messageOf(error)}`);
      return new Map();
    }
    try {
      const kept = readKept(text);
      this.#digest = hash('sha1', text.trimEnd());
      return kept;
    } catch (error) {
      await putAside(this.#path, { why: messageOf(error), log: this.#log });
      return new Map();
    }
  }
}
