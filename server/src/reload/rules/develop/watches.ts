import { isAbsolute, join } from 'node:path';
import * as z from 'zod/mini';
import type { ComposeWatch } from '../../../compose/model.ts';
import type { Around } from '../input.ts';

export interface Watch extends Omit<ComposeWatch, 'exec'> {
  readonly exec?: ComposeWatch['exec'];
  /** Which item of the list it is. */
  readonly at: readonly (string | number)[];
}

/** What `develop.watch` says, or `x-develop`, which it was called first. */
export const watchesOf = (around: Around): readonly Watch[] => {
  const { name, service } = around;
  if (service.develop !== undefined) {
    return (service.develop.watch ?? []).map((watch, index) => ({
      ...watch,
      initial_sync: watch.initial_sync === true || asksByOldName(watch),
      at: ['services', name, 'develop', 'watch', index],
    }));
  }
  return oldWatches(around);
};

const texts = z.union([
  z.pipe(
    z.string(),
    z.transform((text) => [text]),
  ),
  z.array(z.string()),
]);
const command = z.object({ command: z.array(z.string()) });
const old = z.object({
  watch: z.array(
    z.object({
      path: z.string(),
      action: z.enum(['sync', 'rebuild', 'restart', 'sync+restart', 'sync+exec']),
      target: z.optional(z.string()),
      ignore: z.optional(texts),
      include: z.optional(texts),
      initial_sync: z.optional(z.boolean()),
      exec: z.optional(command),
    }),
  ),
});

const oldWatches = ({ name, service, input: { model } }: Around): readonly Watch[] => {
  const parsed = old.safeParse(service['x-develop']);
  if (!parsed.success) return [];
  return parsed.data.watch.map(({ path, action, ...rest }, index) => ({
    ...defined(rest),
    path: isAbsolute(path) ? path : join(model.workingDir, path),
    action,
    at: ['services', name, 'x-develop', 'watch', index],
  }));
};

const asksByOldName = (watch: object): boolean =>
  'x-initialSync' in watch && watch['x-initialSync'] === true;

type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

const defined = <T extends object>(fields: T): Partial<Defined<T>> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<
    Defined<T>
  >;
