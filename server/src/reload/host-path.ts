import { posix } from 'node:path';
import type { ComposeService } from '../compose/model.ts';
import { isTargetInside, throughFrom } from './rules/paths.ts';
import type { ReloadRule } from './rules/rule.ts';

/** Where a file of a container lies on the host, for what is mounted or copied; else `undefined`. */
export type HostPath = (containerPath: string) => string | undefined;

/** The deepest mount or copy decides, as it does in the container. */
export const hostPathOf = (
  service: ComposeService | undefined,
  rules: readonly ReloadRule[],
): HostPath => {
  const mounted = (service?.volumes ?? []).map(({ type, source, target }) => ({
    target,
    source: type === 'bind' ? source : undefined,
  }));
  const copied = rules.flatMap(({ target, path }) =>
    target === undefined ? [] : [{ target, source: path }],
  );
  const deepestFirst = [...mounted, ...copied].sort((a, b) => b.target.length - a.target.length);
  return (containerPath) => {
    const path = posix.normalize(containerPath);
    const place = deepestFirst.find(({ target }) => isTargetInside(path, target));
    return place?.source === undefined ? undefined : throughFrom(path, place.source, place.target);
  };
};
