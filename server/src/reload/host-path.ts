import { posix, sep } from 'node:path';
import type { ComposeService } from '../compose/model.ts';
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
    const place = deepestFirst.find(({ target }) => isIn(path, target));
    if (place?.source === undefined) return undefined;
    const rest = path.slice(place.target.replace(/\/$/, '').length);
    return place.source + rest.split('/').join(sep);
  };
};

const isIn = (path: string, folder: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
