import type { ReloadAction } from '#shared/protocol/reload';
import type { ComposeHook } from '../compose/model.ts';
import type { FileChange, SyncChange } from './change.ts';
import { copiesFolder, withoutAncestors, type Hit } from './plan-folders.ts';
import { throughTo } from './rules/paths.ts';
import type { ReloadRule } from './rules/rule.ts';

/** What is to be done to one service. */
export interface ServicePlan {
  /** The one word for all of it. `none`: its own process sees to the change, there is nothing to do. */
  readonly action: ReloadAction;
  /** First: make the container anew if its definition is another. */
  readonly recreate: boolean;
  /**
   * Build its image and swap the container. What follows is for a build that changes nothing: what is
   * built into a new container is there already, and it has just started.
   */
  readonly rebuild: boolean;
  /** What is to be copied or removed, each target once. */
  readonly sync: readonly SyncChange[];
  readonly restart: boolean;
  /** To be run last, each once. */
  readonly exec: readonly ComposeHook[];
  /** Which of the files ask for it. */
  readonly files: readonly string[];
  readonly rules: readonly ReloadRule[];
}

interface ServiceInput {
  readonly changes: readonly FileChange[];
  readonly rules: readonly ReloadRule[];
}
interface PlanInput extends ServiceInput {
  /** Services that are up: others are none of a change's business. */
  readonly running: ReadonlySet<string>;
}

/** Which of the running services have to do what; those that no change is about are not in it. */
export const planReload = ({
  changes,
  rules,
  running,
}: PlanInput): ReadonlyMap<string, ServicePlan> => {
  const plans = new Map<string, ServicePlan>();
  for (const service of running) {
    const plan = planService(service, { changes, rules });
    if (plan !== undefined) plans.set(service, plan);
  }
  return plans;
};

/** What one service has to do; `undefined` when no change is about it. */
export const planService = (
  service: string,
  { changes, rules }: ServiceInput,
): ServicePlan | undefined => {
  const own = rules.filter((rule) => rule.service === service);
  const plan = planOf(changes.flatMap((change) => hitsOf(change, own)));
  return plan.files.length > 0 ? plan : undefined;
};

const hitsOf = (change: FileChange, rules: readonly ReloadRule[]): readonly Hit[] =>
  rulesAbout(change.path, rules)
    .filter(({ target }) => change.onlyCopied !== true || target !== undefined)
    .filter((rule) => change.isFolder !== true || copiesFolder(rule, change.path))
    .map((rule) => ({ change, rule }));

/**
 * Which of a service's rules count for a file. The first that covers it decides. All of
 * `develop.watch` counts, as its specification has it, and an image may have a file twice, so that it is
 * copied to both places; both also beside a definition that the container is made anew for.
 */
export const rulesAbout = (path: string, rules: readonly ReloadRule[]): readonly ReloadRule[] => {
  const first = rules.find((rule) => rule.covers(path));
  if (first === undefined) return [];
  const others = rules.filter(
    (rule) =>
      rule !== first &&
      (rule.origin === 'develop' || (isCopy(rule) && goesWithCopies(first))) &&
      rule.covers(path),
  );
  return [first, ...others];
};

/** A container that is made anew from an old image has an old copy. */
const goesWithCopies = (first: ReloadRule): boolean =>
  isCopy(first) || first.origin === 'definition';

const isCopy = (rule: ReloadRule): boolean => rule.origin === 'build' && rule.target !== undefined;

const planOf = (all: readonly Hit[]): ServicePlan => {
  const files = all.filter(({ change }) => change.isFolder !== true);
  const acting = files.filter(({ rule }) => rule.action !== 'none');
  const folders = withoutAncestors(
    all.filter(({ change }) => change.isFolder === true),
    acting,
  );
  const asking = acting.length + folders.length > 0 ? acting : files;
  // Of folders nothing is asked but their copies.
  const asks = new Set(asking.map(({ rule }) => rule.action));
  const hits = [...asking, ...folders];
  const parts = {
    recreate: asks.has('recreate'),
    rebuild: asks.has('rebuild'),
    restart: asks.has('restart') || asks.has('sync+restart'),
    sync: syncOf(hits),
    exec: execOf(asking),
  };
  return {
    action: actionOf(parts),
    ...parts,
    files: [...new Set(hits.map(({ change }) => change.path))],
    rules: [...new Set(hits.map(({ rule }) => rule))],
  };
};

/** The last of several for one target counts. */
const syncOf = (hits: readonly Hit[]): readonly SyncChange[] => {
  const byTarget = new Map<string, SyncChange>();
  for (const { change, rule } of hits) {
    if (rule.target === undefined) continue;
    const target = throughTo(change.path, rule.path, rule.target);
    // In the order of the last word on each.
    byTarget.delete(target);
    byTarget.set(target, { ...change, target });
  }
  return [...byTarget.values()];
};

/** Two rules may write the same command; each rule's runs, once, in the order of the rules. */
const execOf = (hits: readonly Hit[]): readonly ComposeHook[] => [
  ...new Set(hits.flatMap(({ rule }) => rule.exec ?? [])),
];

type Parts = Omit<ServicePlan, 'action' | 'files' | 'rules'>;

/** The heaviest names it. */
const words: readonly {
  readonly action: ReloadAction;
  readonly holds: (parts: Parts) => boolean;
}[] = [
  { action: 'rebuild', holds: ({ rebuild }) => rebuild },
  { action: 'recreate', holds: ({ recreate }) => recreate },
  { action: 'sync+restart', holds: ({ sync, restart }) => restart && sync.length > 0 },
  { action: 'restart', holds: ({ restart }) => restart },
  { action: 'sync+exec', holds: ({ exec }) => exec.length > 0 },
  { action: 'sync', holds: ({ sync }) => sync.length > 0 },
];

const actionOf = (parts: Parts): ReloadAction =>
  words.find(({ holds }) => holds(parts))?.action ?? 'none';
