import type { FileChange } from '../change.ts';
import { rulesAbout } from '../plan.ts';
import { isInside, isTargetInside, throughFrom } from '../rules/paths.ts';
import type { ReloadRule } from '../rules/rule.ts';
import { readFingerprint, type Fingerprint } from './fingerprint.ts';
import type { KeptService } from './kept.ts';
import { isAct, type Scan } from './scan.ts';

/** Files that a container does not have as they are; what it has that is none of ours any more is forgotten. */
export const compareContainer = (
  known: Map<string, Fingerprint>,
  { files, tooLarge }: Scan,
  rules: readonly ReloadRule[],
): readonly FileChange[] => {
  const changes: FileChange[] = [];
  const tracked = new Set<string>();
  for (const { path, fingerprint, targets } of files.values()) {
    for (const target of targets) tracked.add(target);
    if (targets.some((target) => known.get(target) !== fingerprint))
      changes.push({ path, kind: 'written', onlyCopied: true, fingerprint });
  }
  for (const target of known.keys()) {
    if (tracked.has(target)) continue;
    const source = sourceOf(target, rules);
    if (source === undefined) known.delete(target);
    else if (!isWithin(source, tooLarge))
      changes.push({ path: source, kind: 'removed', onlyCopied: true });
  }
  return changes;
};

/** The file of the host that would be copied to a target, by the rules as they are now. */
const sourceOf = (target: string, rules: readonly ReloadRule[]): string | undefined => {
  for (const rule of rules) {
    if (rule.target === undefined || !isTargetInside(target, rule.target)) continue;
    const path = throughFrom(target, rule.path, rule.target);
    if (rulesAbout(path, rules).includes(rule)) return path;
  }
  return undefined;
};

const isWithin = (path: string, folders: readonly string[]): boolean =>
  folders.some((folder) => isInside(path, folder));

/**
 * Whether what an image brought along is what the host has. Its permissions may be another's work
 * (`COPY --chmod`, a RUN); only that something can be executed must not be missing.
 */
export const isSameInImage = (inImage: Fingerprint | undefined, onHost: Fingerprint): boolean => {
  if (inImage === onHost) return true;
  const [image, host] = [readFingerprint(inImage ?? ''), readFingerprint(onHost)];
  if (image === undefined || host === undefined) return false;
  return image.content === host.content && (host.mode & ~image.mode & 0o111) === 0;
};

/** When a service took up what lay there. */
export interface TakenUp {
  readonly imageId: string;
  readonly createdAtMs?: number;
  readonly startedAtMs?: number;
}

/**
 * Files that are not as they were when the service last took them up, for rules that copy nothing. A
 * container that was started, made or built since by whomever has taken up what its rule is about.
 */
export const compareTaken = (
  kept: KeptService,
  { files, tooLarge }: Scan,
  around: {
    readonly rules: readonly ReloadRule[];
    readonly containers: readonly TakenUp[];
    /** When the nearest folder that is there was last changed: what is gone went then or before. */
    readonly goneAtMs: (path: string) => number;
  },
): readonly FileChange[] => {
  const { rules, containers, goneAtMs } = around;
  const changes: FileChange[] = [];
  const hasTaken = (acts: readonly ReloadRule[], atMs: number): boolean =>
    acts.every((rule) => taken[rule.action]?.(atMs, containers, kept) ?? false);
  for (const file of files.values()) {
    if (file.acts.length === 0 || kept.taken.get(file.path) === file.fingerprint) continue;
    const isKnown = file.acts.some((rule) => kept.rules.has(nameOf(rule)));
    if (!isKnown || hasTaken(file.acts, file.changedAtMs))
      kept.taken.set(file.path, file.fingerprint);
    else changes.push({ path: file.path, kind: 'written', fingerprint: file.fingerprint });
  }
  for (const path of kept.taken.keys()) {
    if (files.has(path) || isWithin(path, tooLarge)) continue;
    const acts = rulesAbout(path, rules).filter(isAct);
    if (acts.length === 0 || hasTaken(acts, goneAtMs(path))) kept.taken.delete(path);
    else changes.push({ path, kind: 'removed' });
  }
  kept.rules.clear();
  for (const rule of rules.filter(isAct)) kept.rules.add(nameOf(rule));
  return changes;
};

const nameOf = ({ action, path }: ReloadRule): string => `${action} ${path}`;

/** Clocks of a machine and of an engine in it differ by little. */
const apartMs = 500;

type HasTaken = (atMs: number, containers: readonly TakenUp[], kept: KeptService) => boolean;

const isSince = (
  when: 'startedAtMs' | 'createdAtMs',
  atMs: number,
  containers: readonly TakenUp[],
): boolean => containers.length > 0 && containers.every((one) => (one[when] ?? 0) > atMs + apartMs);

const taken: Readonly<Partial<Record<ReloadRule['action'], HasTaken>>> = {
  restart: (atMs, containers) => isSince('startedAtMs', atMs, containers),
  recreate: (atMs, containers) => isSince('createdAtMs', atMs, containers),
  // Another image than any that we know: somebody else has built it.
  rebuild: (atMs, containers, { images }) =>
    isSince('createdAtMs', atMs, containers) &&
    containers.every(({ imageId }) => !images.has(imageId)),
};

/** What a reload has made the service take up. */
export const actsOn = (path: string, rules: readonly ReloadRule[]): boolean =>
  rulesAbout(path, rules).some(isAct);
