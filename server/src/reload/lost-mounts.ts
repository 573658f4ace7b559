import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { FileChange } from './change.ts';
import { rulesAbout } from './plan.ts';
import type { ReloadRule } from './rules/rule.ts';

interface LostMountsOptions {
  readonly changes: readonly Pick<FileChange, 'path'>[];
  readonly connection: EngineConnection;
  readonly containersOf: (service: string) => readonly { readonly id: string }[];
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
  const asked = new Set(changes.flatMap(({ path }) => rulesAbout(path, rules)));
  return Promise.all(
    rules.map(async (rule) => {
      if (rule.onLostMount === undefined || !asked.has(rule)) return rule;
      const bornMs = await bornAt(rule.path);
      if (bornMs === undefined) return rule;
      const startedMs = await startedAt(rule.service, containers);
      if (startedMs === undefined || bornMs <= startedMs) return rule;
      return { ...rule, action: 'restart' as const, why: rule.onLostMount };
    }),
  );
};

/** Of its first container, in milliseconds since 1970. */
const startedAt = async (
  service: string,
  { connection, containersOf }: Omit<LostMountsOptions, 'changes'>,
): Promise<number | undefined> => {
  const [first] = containersOf(service);
  if (first === undefined) return undefined;
  return (await connection.require().containers.get(first.id))?.startedAtMs;
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
