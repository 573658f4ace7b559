import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { FileChange } from './change.ts';
import { rulesAbout } from './plan.ts';
import type { ReloadRule } from './rules/rule.ts';

interface LostMountsOptions {
  readonly changes: readonly Pick<FileChange, 'path'>[];
  readonly connection: EngineConnection;
  readonly containersOf: (
    service: string,
  ) => readonly { readonly id: string; readonly createdAtMs: number }[];
}

/**
 * A mount leads to the very folder or file that was there when the container started. Where another took
 * its place (a checkout, an editor that saves by renaming), the container has the old one until it
 * starts again, whatever its process watches: rules that the changes are about ask for that instead.
 */
export const withLostMounts = async (
  rules: readonly ReloadRule[],
  { changes, ...containers }: LostMountsOptions,
): Promise<readonly ReloadRule[]> => {
  // Most projects have none: a burst of thousands is not held against rules that have no say in it.
  if (rules.every(({ onLostMount }) => onLostMount === undefined)) return rules;
  return Promise.all(
    rules.map(async (rule) => {
      if (rule.onLostMount === undefined) return rule;
      const own = rules.filter(({ service }) => service === rule.service);
      const isAsked = changes.some(({ path }) => rulesAbout(path, own).includes(rule));
      if (!isAsked || !(await isYounger(rule, containers))) return rule;
      return { ...rule, action: 'restart' as const, why: rule.onLostMount };
    }),
  );
};

/** Whether what is mounted came after its service's first container started. */
const isYounger = async (
  { path, service }: ReloadRule,
  { connection, containersOf }: Omit<LostMountsOptions, 'changes'>,
): Promise<boolean> => {
  const [first] = containersOf(service);
  const bornMs = await bornAt(path);
  // The engine is asked only where it can matter: nothing starts before it is created.
  if (first === undefined || bornMs === undefined || bornMs <= first.createdAtMs) return false;
  const startedMs = (await connection.require().containers.get(first.id))?.startedAtMs;
  return startedMs !== undefined && bornMs > startedMs;
};

/** `undefined` where the file system does not know: there the time of the last change stands for it. */
const bornAt = async (path: string): Promise<number | undefined> => {
  const looks = await Promise.all(
    [path, dirname(path)].map((place) => stat(place, { bigint: true }).catch(() => undefined)),
  );
  const isKnown = looks.some((look) => look !== undefined && look.birthtimeNs !== look.ctimeNs);
  const [own] = looks;
  return isKnown && own !== undefined ? Number(own.birthtimeNs) / 1e6 : undefined;
};
