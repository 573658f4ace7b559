import { PathTable } from '../../path-table.ts';
import { plainText, type Plain } from './plain.ts';

/** How the entries of a mapping are written as items of a list, and back. */
export interface PairForm {
  readonly noun: string;
  /** The item for an entry; `undefined` where a list cannot say the same. */
  toItem(name: string, value: Plain): string | undefined;
  /** The entry for an item. */
  toEntry(item: string): readonly [name: string, value: unknown] | undefined;
}

/** `NAME=value`. */
const variables = (options: { readonly bare: boolean }): Omit<PairForm, 'noun'> => ({
  toItem: (name, value) => {
    if (/[=$\s]/.test(name) || (value !== null && typeof value !== 'string')) return undefined;
    if (value === null) return options.bare ? name : undefined;
    return `${name}=${value}`;
  },
  toEntry: (item) => {
    const [, name, value] = /^([^=$\s]+)(?:=(.*))?$/s.exec(item) ?? [];
    if (name === undefined || name === '<<') return undefined;
    if (value === undefined) return options.bare ? [name, null] : undefined;
    return [name, value];
  },
});

/** Names alone, where the mapping has something for each that says no more. */
const names = (isPlain: (value: Plain) => boolean, value: unknown): Omit<PairForm, 'noun'> => ({
  toItem: (name, plain) => (isPlain(plain) ? name : undefined),
  toEntry: (item) =>
    item === '' || item.includes('$') || item === '<<' ? undefined : [item, value],
});

/** Only started, and required. */
const isStarted = (value: Plain): boolean => {
  if (value === null || typeof value === 'string' || Array.isArray(value)) return false;
  const { condition = null, required = 'true', ...more } = value as Readonly<Record<string, Plain>>;
  return (
    Object.keys(more).length === 0 &&
    plainText(condition) === 'service_started' &&
    required === 'true'
  );
};

const named = (noun: string, form: Omit<PairForm, 'noun'>): PairForm => ({ noun, ...form });

export const pairForms = new PathTable<PairForm>({
  'services.*.environment': named('the environment', variables({ bare: true })),
  'services.*.build.args': named('the build arguments', variables({ bare: true })),
  'services.*.labels': named('the labels', variables({ bare: false })),
  'services.*.annotations': named('the annotations', variables({ bare: false })),
  'services.*.sysctls': named('the sysctls', variables({ bare: false })),
  'services.*.build.labels': named('the labels', variables({ bare: false })),
  'services.*.deploy.labels': named('the labels', variables({ bare: false })),
  'networks.*.labels': named('the labels', variables({ bare: false })),
  'volumes.*.labels': named('the labels', variables({ bare: false })),
  'services.*.networks': named(
    'the networks',
    names((value) => value === null, null),
  ),
  'services.*.depends_on': named(
    'the dependencies',
    names(isStarted, { condition: 'service_started' }),
  ),
});
