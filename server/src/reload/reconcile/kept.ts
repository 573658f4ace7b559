import * as z from 'zod/mini';
import type { Fingerprint } from './fingerprint.ts';
import type { Stamps } from './stamps.ts';

/** What is kept of one service. */
export interface KeptService {
  readonly stamps: Stamps;
  /** What files were when the service last took them up, by path: started, was built, was defined. */
  readonly taken: Map<string, Fingerprint>;
  /** Which rules `taken` knows of: what a new rule is about is not news. */
  readonly rules: Set<string>;
  /** By container: what it has of what is copied, by target. */
  readonly containers: Map<string, Map<string, Fingerprint>>;
  /** By image: which targets it brings along that came from our files. The newest last. */
  readonly images: Map<string, Set<string>>;
}

export const newService = (): KeptService => ({
  stamps: new Map(),
  taken: new Map(),
  rules: new Set(),
  containers: new Map(),
  images: new Map(),
});

const fingerprints = z.record(z.string(), z.string());
const serviceSchema = z.object({
  stamps: z.record(z.string(), z.tuple([z.string(), z.string()])),
  taken: fingerprints,
  rules: z.array(z.string()),
  containers: z.record(z.string(), fingerprints),
  images: z.record(z.string(), z.array(z.string())),
});
const keptSchema = z.object({
  version: z.literal(1),
  services: z.record(z.string(), serviceSchema),
});

/** What one reload has made another; `null` for what is gone. */
const patchSchema = z.object({
  service: z.string(),
  taken: z.record(z.string(), z.nullable(z.string())),
  containers: z.record(z.string(), z.record(z.string(), z.nullable(z.string()))),
});
export type Patch = Readonly<z.infer<typeof patchSchema>>;

export type Kept = Map<string, KeptService>;

/** Several may be on their way for one service, but those come one after the other. */
export const serviceOf = (kept: Kept, name: string): KeptService => {
  const service = kept.get(name) ?? newService();
  kept.set(name, service);
  return service;
};

export const applyPatch = (kept: Kept, { service: name, taken, containers }: Patch): void => {
  const service = serviceOf(kept, name);
  change(service.taken, taken);
  for (const [id, targets] of Object.entries(containers)) {
    const known = service.containers.get(id);
    // Of one that was never compared, a part would pass for the whole.
    if (known !== undefined) change(known, targets);
  }
};

const change = (
  map: Map<string, Fingerprint>,
  changes: Readonly<Record<string, Fingerprint | null>>,
): void => {
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) map.delete(key);
    else map.set(key, value);
  }
};

/** One line of JSON. */
export const writeKept = (kept: Kept): string =>
  JSON.stringify({
    version: 1,
    services: Object.fromEntries([...kept].map(([name, service]) => [name, toRecord(service)])),
  } satisfies z.infer<typeof keptSchema>);

const toRecord = (service: KeptService): z.infer<typeof serviceSchema> => ({
  stamps: Object.fromEntries(
    [...service.stamps].map(([path, { stamp, fingerprint }]) => [path, [stamp, fingerprint]]),
  ),
  taken: Object.fromEntries(service.taken),
  rules: [...service.rules],
  containers: Object.fromEntries(
    [...service.containers].map(([id, targets]) => [id, Object.fromEntries(targets)]),
  ),
  images: Object.fromEntries([...service.images].map(([id, targets]) => [id, [...targets]])),
});

/** The first line and what was added to it; throws when the first is not what we write. */
export const readKept = (text: string): Kept => {
  const [first = '', ...added] = text.split('\n');
  const { services } = z.parse(keptSchema, JSON.parse(first));
  const kept: Kept = new Map(
    Object.entries(services).map(([name, record]) => [name, fromRecord(record)]),
  );
  for (const line of added) {
    const patch = parsePatch(line);
    // The last line may have been cut off; what it told is then found out once more.
    if (patch === undefined) break;
    applyPatch(kept, patch);
  }
  return kept;
};

const parsePatch = (line: string): Patch | undefined => {
  try {
    return z.parse(patchSchema, JSON.parse(line));
  } catch {
    return undefined;
  }
};

const fromRecord = (record: z.infer<typeof serviceSchema>): KeptService => ({
  stamps: new Map(
    Object.entries(record.stamps).map(([path, [stamp, fingerprint]]) => [
      path,
      { stamp, fingerprint },
    ]),
  ),
  taken: new Map(Object.entries(record.taken)),
  rules: new Set(record.rules),
  containers: new Map(
    Object.entries(record.containers).map(([id, targets]) => [
      id,
      new Map(Object.entries(targets)),
    ]),
  ),
  images: new Map(Object.entries(record.images).map(([id, targets]) => [id, new Set(targets)])),
});
