import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { EngineConnection } from '../engines/connection-contract.ts';
import type { FileChange } from './change.ts';
import { rulesAbout } from './plan.ts';
import type { ReloadRule } from './rules/rule.ts';

interface LostMountsOptions {
  readonly connection: EngineConnection;
  readonly containersOf: (
    service: string,
  ) => readonly { readonly id: string; readonly createdAtMs: number }[];
}

type MountRule = ReloadRule & { readonly lostMount: NonNullable<ReloadRule['lostMount']> };

/** A container has its mounts some time before it is said to have started; a busy machine takes long. */
const startTakesMs = 10_000;

/**
 * A mount leads to the very folder or file that was there when the container started. Where another took
 * its place (a checkout, an editor that saves by renaming), the container has the old one until it
 * starts again, whatever its process watches.
 */
export class LostMounts {
  readonly #options: LostMountsOptions;

  constructor(options: LostMountsOptions) {
    this.#options = options;
  }

  /** The rules, of which those that changes are about and whose mount is lost ask for a restart. */
  async among(
    rules: readonly ReloadRule[],
    changes: readonly Pick<FileChange, 'path'>[],
  ): Promise<readonly ReloadRule[]> {
    // Most projects have none: a burst of thousands is not held against rules that have no say in it.
    if (!rules.some(isMountRule)) return rules;
    return Promise.all(
      rules.map(async (rule) => {
        if (!isMountRule(rule)) return rule;
        const own = rules.filter(({ service }) => service === rule.service);
        const isAsked = changes.some(({ path }) => rulesAbout(path, own).includes(rule));
        if (!isAsked || !(await this.#isLost(rule))) return rule;
        return { ...rule, action: 'restart' as const, why: rule.lostMount.why };
      }),
    );
  }

  /** What is mounted by these rules and was lost, whether anybody heard of it or not. */
  async of(rules: readonly ReloadRule[]): Promise<readonly string[]> {
    const mounts = rules.filter(isMountRule);
    const lost = await Promise.all(mounts.map((rule) => this.#isLost(rule)));
    return mounts.filter((_, index) => lost[index] === true).map(({ path }) => path);
  }

  /** Whether what is mounted came after its service's first container had its mounts. */
  async #isLost({ path, service, lostMount }: MountRule): Promise<boolean> {
    const { connection, containersOf } = this.#options;
    const [first] = containersOf(service);
    const bornMs = await bornAt(path);
    // The engine is asked only where it can matter: nothing starts before it is created.
    if (first === undefined || bornMs === undefined) return false;
    if (bornMs <= first.createdAtMs - startTakesMs) return false;
    const startedMs = (await connection.require().containers.get(first.id))?.startedAtMs;
    if (startedMs === undefined || bornMs <= startedMs - startTakesMs) return false;
    return bornMs > startedMs || (await this.#isRemoved(first.id, lostMount.target));
  }

  /** What the container has there is nowhere else any more; `false` where its programs cannot tell. */
  async #isRemoved(id: string, target: string): Promise<boolean> {
    const command = ['stat', '-c', '%h', target];
    const { containers } = this.#options.connection.require();
    const result = await containers.exec(id, { command }).catch(() => undefined);
    return result?.exitCode === 0 && result.stdout.trim() === '0';
  }
}

const isMountRule = (rule: ReloadRule): rule is MountRule => rule.lostMount !== undefined;

/** `undefined` where the file system does not know: there the time of the last change stands for it. */
const bornAt = async (path: string): Promise<number | undefined> => {
  const looks = await Promise.all(
    [path, dirname(path)].map((place) => stat(place, { bigint: true }).catch(() => undefined)),
  );
  const isKnown = looks.some((look) => look !== undefined && look.birthtimeNs !== look.ctimeNs);
  const [own] = looks;
  return isKnown && own !== undefined ? Number(own.birthtimeNs) / 1e6 : undefined;
};
