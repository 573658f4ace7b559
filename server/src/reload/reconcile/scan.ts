import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { throwIfCancelled } from '../../base/error.ts';
import { mapSome } from '../../base/map-some.ts';
import { rulesAbout } from '../plan-services.ts';
import { isInside, throughTo } from '../rules/paths.ts';
import type { ReloadRule } from '../rules/rule.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import { StatFiles } from './stat-files.ts';
import { isWarm, stampOf, type Stamps } from './stamps.ts';

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
  const stats = await new StatFiles().look(walk.found);
  const looked = walk.found.map((path, index) => ({ path, stats: stats[index] }));
  const before = new Map(options.stamps);
  options.stamps.clear();
  let copiedBytes = 0;
  const files = await mapSome(looked, async ({ path, stats: found }) => {
    throwIfCancelled(options.signal);
    if (found === undefined) return undefined;
    const stamp = stampOf(found);
    const known = before.get(path);
    const same = known?.stamp === stamp;
    const fingerprint = same ? known.fingerprint : await fingerprintOf(path, found);
    if (fingerprint === undefined) return undefined;
    if (same || !isWarm(found, options.nowMs)) options.stamps.set(path, { stamp, fingerprint });
    const about = rulesAbout(path, rules);
    const targets = about
      .filter(isCopy)
      .map((rule) => throughTo(path, rule.path, rule.target ?? ''));
    if (targets.length > 0) copiedBytes += found.size;
    const acts = about.filter(isAct);
    return { path, fingerprint, changedAtMs: found.ctimeMs, targets, acts };
  });
  return {
    copiedBytes,
    files: new Map(files.flatMap((file) => (file === undefined ? [] : [[file.path, file]]))),
    tooLarge: walk.tooLarge,
  };
};

/** Paths that lie in no other of them. */
const outermost = (paths: readonly string[]): readonly string[] => {
  const distinct = [...new Set(paths)];
  return distinct.filter(
    (path) => !distinct.some((other) => other !== path && isInside(path, other)),
  );
};

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
