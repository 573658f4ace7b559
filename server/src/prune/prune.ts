import type { PruneResult } from '#shared/protocol/containers';
import { HyperBoxError } from '../base/error.ts';

export interface PruneCandidate {
  readonly id: string;
  readonly label: string;
  /** What its removal frees, as far as the engine tells without measuring. */
  readonly bytes: number;
}

export interface PruneSource {
  candidates(): Promise<readonly PruneCandidate[]>;
  remove(id: string): Promise<void>;
}

/**
 * Removes what a preview showed and nothing else: things that became unused since then stay, and so
 * do those that came into use again. `viewer` is whoever saw the preview.
 */
export class Pruner {
  readonly #source: PruneSource;
  readonly #previews = new WeakMap<object, ReadonlySet<string>>();

  constructor(source: PruneSource) {
    this.#source = source;
  }

  async run(viewer: object, options: { readonly apply: boolean }): Promise<PruneResult> {
    const candidates = await this.#source.candidates();
    if (!options.apply) {
      this.#previews.set(viewer, new Set(candidates.map(({ id }) => id)));
      return resultOf(candidates);
    }
    const preview = this.#previews.get(viewer);
    this.#previews.delete(viewer);
    const removed: PruneCandidate[] = [];
    for (const candidate of candidates) {
      if (preview !== undefined && !preview.has(candidate.id)) continue;
      if (await this.#removed(candidate)) removed.push(candidate);
    }
    return resultOf(removed);
  }

  async #removed(candidate: PruneCandidate): Promise<boolean> {
    try {
      await this.#source.remove(candidate.id);
      return true;
    } catch (error) {
      // Somebody took it into use, or removed it, between the list and now.
      const raced =
        error instanceof HyperBoxError && (error.code === 'conflict' || error.code === 'not-found');
      if (raced) return false;
      throw error;
    }
  }
}

const resultOf = (candidates: readonly PruneCandidate[]): PruneResult => ({
  items: candidates.map(({ id, label }) => ({ id, label })),
  reclaimedBytes: candidates.reduce((sum, { bytes }) => sum + bytes, 0),
});
