import type { Stats } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '../../base/error.ts';
import { mapSome } from '../../base/map-some.ts';
import { rulesAbout } from '../plan.ts';
import { isInside, outermost, throughTo } from '../rules/paths.ts';
import type { ReloadRule } from '../rules/rule.ts';
import { isWarm } from '../warm.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { StatFiles } from './stat-files.ts';
import { stampOf, type Stamps } from './stamps.ts';

/** A file that rules are about. */
export interface TrackedFile {
  readonly path: string;
  readonly fingerprint: Fingerprint;
  /** When its content, mode or place last changed. */
  readonly changedAtMs: number;
  /** Where containers have it by a copy. */
  readonly targets: readonly string[];
  /** What else it asks for. */
  readonly acts: readonly ReloadRule[];
}

export interface Scan {
  /** By path. */
  readonly files: ReadonlyMap<string, TrackedFile>;
  /** Of the files that are copied. */
  readonly copiedBytes: number;
  /** Folders that were not read, since there is too much in them. */
  readonly tooLarge: readonly string[];
}

/** Nobody edits as many: it is a data disk, or somebody's home. Copies are another thing. */
export const maxLooked = { seen: 20_000, copied: 200_000 } as const;

/** Rules whose changes have to be told by comparing with what the service last took up. */
export const isAct = ({ action, target }: ReloadRule): boolean =>
  action !== 'none' && target === undefined;

const isCopy = ({ action, target }: ReloadRule): boolean =>
  action !== 'none' && target !== undefined;

/**
 * Everything that a service's rules are about, as it is now. A file that looks as it did when `stamps`
 * were taken is not read again; `stamps` are brought up to date.
 */
export const scanFiles = async (
  rules: readonly ReloadRule[],
  options: { readonly stamps: Stamps; readonly nowMs: number; readonly signal: AbortSignal },
): Promise<Scan> => {
  const own = rules.filter((rule) => rule.action !== 'none');
  const walk = new Walk(rules, options.signal);
  for (const root of outermost(own.map(({ path }) => path))) await walk.from(root);
  const looked = await new StatFiles().look(walk.found);
  const before = new Map(options.stamps);
  options.stamps.clear();
  const news: NewFile[] = [];
  const fingerprints = new Map<string, Fingerprint>();
  for (const [index, path] of walk.found.entries()) {
    const stats = looked[index];
    if (stats === undefined) continue;
    const stamp = stampOf(stats);
    const known = before.get(path);
    if (known?.stamp === stamp) {
      options.stamps.set(path, known);
      fingerprints.set(path, known.fingerprint);
    } else news.push({ path, stats, stamp });
  }
  await mapSome(news, async ({ path, stats, stamp }) => {
    throwIfCancelled(options.signal);
    const fingerprint = await fingerprintOf(path, stats);
    if (fingerprint === undefined) return;
    fingerprints.set(path, fingerprint);
    if (!isWarm(stats.ctimeMs, options.nowMs)) options.stamps.set(path, { stamp, fingerprint });
  });
  const scan = { files: new Map<string, TrackedFile>(), copiedBytes: 0, tooLarge: walk.tooLarge };
  for (const [index, path] of walk.found.entries()) {
    const stats = looked[index];
    const fingerprint = fingerprints.get(path);
    if (stats === undefined || fingerprint === undefined) continue;
    const about = rulesAbout(path, rules);
    const targets = about
      .filter(isCopy)
      .map((rule) => throughTo(path, rule.path, rule.target ?? ''));
    if (targets.length > 0) scan.copiedBytes += stats.size;
    const acts = about.filter(isAct);
    scan.files.set(path, { path, fingerprint, changedAtMs: stats.ctimeMs, targets, acts });
  }
  return scan;
};

interface NewFile {
  readonly path: string;
  readonly stats: Stats;
  readonly stamp: string;
}

class Walk {
  readonly found: string[] = [];
  readonly tooLarge: string[] = [];
  readonly #rules: readonly ReloadRule[];
  readonly #signal: AbortSignal;

  constructor(rules: readonly ReloadRule[], signal: AbortSignal) {
    this.#rules = rules;
    this.#signal = signal;
  }

  async from(root: string): Promise<void> {
    const copies = this.#rules.some((rule) => isCopy(rule) && isInside(rule.path, root));
    const limit = copies ? maxLooked.copied : maxLooked.seen;
    const start = this.found.length;
    const folders = [root];
    let looked = 0;
    for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
      throwIfCancelled(this.#signal);
      const entries = await readdir(folder, { withFileTypes: true }).catch(() => undefined);
      // The root may be a file. What cannot be listed has nothing to be compared.
      if (entries === undefined && folder === root && this.#isCovered(root)) this.found.push(root);
      for (const entry of entries ?? []) {
        const path = join(folder, entry.name);
        if (!entry.isDirectory()) {
          looked++;
          if (this.#isCovered(path)) this.found.push(path);
        } else if (this.#rules.some((rule) => rule.mayCoverIn(path))) folders.push(path);
      }
      if (looked <= limit) continue;
      this.found.length = start;
      this.tooLarge.push(root);
      return;
    }
  }

  #isCovered(path: string): boolean {
    return this.#rules.some((rule) => rule.action !== 'none' && rule.covers(path));
  }
}
