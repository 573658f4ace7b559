import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import type { EngineConnection } from '../../engines/connection-contract.ts';
import type { FileChange } from '../change.ts';
import type { ReloadRecords, ServiceRecord } from '../records.ts';
import { actsOn, compareContainer, compareTaken, isSameInImage, type TakenUp } from './compare.ts';
import { readContainerFiles } from './container-files.ts';
import { fingerprintOf, type Fingerprint } from './fingerprint.ts';
import type { KeptFile } from './kept-file.ts';
import { serviceOf, type KeptService } from './kept.ts';
import { scanFiles, type Scan } from './scan.ts';

export interface ProjectRecordsOptions {
  readonly file: KeptFile;
  readonly connection: EngineConnection;
  readonly clock: Clock;
  readonly log: Log;
}

type TakenUpContainer = TakenUp & { readonly id: string };

/** Of containers that nobody compared yet, what else lies in their folders is read as well. */
const leastReadBytes = 8 * 1024 * 1024;
/** What a file takes in an archive besides its content: a header, rounding up, a longer name. */
const entryBytes = 1536;
/** So much more than what is looked for. */
const readFactor = 2;
const mostImages = 5;
/** Something is there that is ours; no file has this fingerprint. */
const unknown: Fingerprint = 'unknown';

/** Finds out what the services of one project have missed, by what was kept of them. */
export class ProjectRecords implements ReloadRecords {
  readonly #options: ProjectRecordsOptions;
  /** Folders of which it has been said that they are too large. */
  readonly #told = new Set<string>();

  constructor(options: ProjectRecordsOptions) {
    this.#options = options;
  }

  async missed(record: ServiceRecord, signal: AbortSignal): Promise<readonly FileChange[]> {
    const { file, clock } = this.#options;
    const kept = serviceOf(await file.read(), record.service);
    const { rules } = record;
    const scan = await scanFiles(rules, { stamps: kept.stamps, nowMs: clock.now(), signal });
    this.#tell(record.service, scan.tooLarge);
    const containers: readonly TakenUpContainer[] = record.containers;
    const changes = new Map<string, FileChange>();
    const add = (some: readonly FileChange[]): void => {
      for (const change of some)
        if (!changes.has(change.path) || change.onlyCopied !== true)
          changes.set(change.path, change);
    };
    add(compareTaken(kept, scan, { rules, containers, goneAtMs }));
    for (const container of containers) {
      const known =
        kept.containers.get(container.id) ??
        (await this.#firstLook(container, { kept, scan, signal }));
      kept.containers.set(container.id, known);
      add(compareContainer(known, scan, rules));
    }
    forgetOthers(kept, containers);
    await file.write();
    return [...changes.values()];
  }

  async begins(
    service: string,
    { containers, targets }: Parameters<ReloadRecords['begins']>[1],
  ): Promise<void> {
    const { file } = this.#options;
    const kept = serviceOf(await file.read(), service);
    const fresh = containers.map(({ id }) => {
      const known = kept.containers.get(id);
      const added = targets.filter((target) => known?.has(target) === false);
      return [id, Object.fromEntries(added.map((target) => [target, unknown]))] as const;
    });
    if (fresh.every(([, added]) => Object.keys(added).length === 0)) return;
    await file.add({ service, taken: {}, containers: Object.fromEntries(fresh) });
  }

  async tookUp(record: ServiceRecord, what: Parameters<ReloadRecords['tookUp']>[1]): Promise<void> {
    const acted = what.changes.filter(({ path }) => actsOn(path, record.rules));
    const taken = await Promise.all(
      acted.map(async ({ path }) => [path, (await fingerprintOf(path)) ?? null] as const),
    );
    const containers = [...what.synced].map(([id, targets]) => {
      const now = targets.map(({ target, fingerprint }) => [target, fingerprint ?? null]);
      return [id, Object.fromEntries(now) as Record<string, string | null>] as const;
    });
    await this.#options.file.add({
      service: record.service,
      taken: Object.fromEntries(taken),
      containers: Object.fromEntries(containers),
    });
  }

  /** What a container has that nobody compared yet; its own files tell. */
  async #firstLook(
    { id, imageId }: TakenUpContainer,
    around: { readonly kept: KeptService; readonly scan: Scan; readonly signal: AbortSignal },
  ): Promise<Map<string, Fingerprint>> {
    const { kept, scan, signal } = around;
    const onHost = new Map<string, Fingerprint>();
    for (const { fingerprint, targets } of scan.files.values())
      for (const target of targets) onHost.set(target, fingerprint);
    const ofImage = kept.images.get(imageId) ?? new Set();
    const wanted = new Set([...onHost.keys(), ...ofImage]);
    if (wanted.size === 0) return new Map();
    const found = await readContainerFiles({
      ...{ engine: this.#options.connection.require(), containerId: id, targets: wanted, signal },
      maxBytes: Math.max(
        leastReadBytes,
        (scan.copiedBytes + onHost.size * entryBytes) * readFactor,
      ),
    });
    if (found === undefined) {
      // As if nothing were there: all is brought, and what came with the image and is gone is removed.
      return new Map([...ofImage].map((target) => [target, unknown]));
    }
    kept.images.set(imageId, new Set([...ofImage, ...found.keys()]));
    return new Map(
      [...found].map(([target, inImage]) => {
        const host = onHost.get(target);
        const isSame = host !== undefined && isSameInImage(inImage, host);
        return [target, isSame ? host : inImage];
      }),
    );
  }

  #tell(service: string, folders: readonly string[]): void {
    for (const folder of folders) {
      if (this.#told.has(folder)) continue;
      this.#told.add(folder);
      this.#options.log.info(
        `${folder} holds too many files to find out what ${service} misses of it while nobody looks.`,
      );
    }
  }
}

/** What is gone went when the nearest folder was last changed, or before. */
const goneAtMs = (path: string): number => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const found = lstatSync(folder, { throwIfNoEntry: false });
    if (found !== undefined) return found.ctimeMs;
    if (folder === dirname(folder)) return Infinity;
  }
};

/**
 * Containers that others took the place of do not come back; images may, a few. Where there is none at
 * all, they may only be out of sight, as while their engine restarts.
 */
const forgetOthers = (kept: KeptService, containers: readonly TakenUpContainer[]): void => {
  if (containers.length === 0) return;
  const ids = new Set(containers.map(({ id }) => id));
  for (const id of kept.containers.keys()) if (!ids.has(id)) kept.containers.delete(id);
  for (const { imageId } of containers) {
    const targets = kept.images.get(imageId) ?? new Set();
    kept.images.delete(imageId);
    kept.images.set(imageId, targets);
  }
  for (const id of [...kept.images.keys()].slice(0, -mostImages)) kept.images.delete(id);
};
