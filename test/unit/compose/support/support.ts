import { withoutEffect } from '../../../../server/src/compose/rules/no-effect.ts';
import { effectOf } from './effect.ts';
import { elsewhere } from './elsewhere.ts';
import { samples } from './samples.ts';
import { schemaPaths } from './schema-paths.ts';

/** What becomes of a property of a compose file. */
export type Support =
  | { readonly kind: 'effect'; readonly places: readonly string[] }
  | { readonly kind: 'elsewhere'; readonly what: string }
  | { readonly kind: 'told'; readonly why: string }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'unsampled' };

/** Every property of the schema, each tried out. */
export const findSupport = async (): Promise<ReadonlyMap<string, Support>> => {
  const found = new Map<string, Support>();
  for (const path of schemaPaths()) found.set(path, await supportOf(path));
  return found;
};

const supportOf = async (path: string): Promise<Support> => {
  const { places, sampled } = await effectOf(path, samples);
  const why = reasonFor(path);
  const what = elsewhere[path];
  const effects = [...places].filter((place) => place !== 'told').sort();
  if (effects.length > 0) return { kind: 'effect', places: effects };
  if (!sampled) return { kind: 'unsampled' };
  if (why !== undefined) return { kind: 'told', why };
  if (what !== undefined) return { kind: 'elsewhere', what };
  return places.has('told')
    ? { kind: 'told', why: 'said when the service is started' }
    : { kind: 'dropped' };
};

/** Whoever is told that something has no effect need not be told of each of its parts. */
const reasonFor = (path: string): string | undefined => {
  const parts = path.split('.');
  return parts
    .map((_, index) => withoutEffect[parts.slice(0, index + 1).join('.')])
    .find((why) => why !== undefined);
};
