import { outcomeOf, type Outcome } from './outcome.ts';

/** A compose file in which something is written at many places, and the files that it names. */
export interface Sample {
  readonly document: object;
  readonly files?: Readonly<Record<string, string>>;
}

/** Where a change of the property shows, over all samples that have it. */
export interface Effect {
  readonly places: ReadonlySet<string>;
  readonly sampled: boolean;
}

/** Takes the property away, and writes another value in its place, and looks at what that changes. */
export const effectOf = async (path: string, samples: readonly Sample[]): Promise<Effect> => {
  const places = new Set<string>();
  let sampled = false;
  for (const { document, files = {} } of samples) {
    const targets = targetsOf(document, path.split('.'));
    if (targets.length === 0) continue;
    sampled = true;
    const before = await original(document, files);
    for (const target of targets)
      for (const variant of variantsOf(document, target)) {
        const after = await outcomeOf(variant, files);
        for (const place of changed(before, after)) places.add(place);
      }
  }
  return { places, sampled };
};

const outcomes = new WeakMap<object, Promise<Outcome>>();

const original = (document: object, files: Sample['files'] & object): Promise<Outcome> => {
  const known = outcomes.get(document) ?? outcomeOf(document, files).then(accepted);
  outcomes.set(document, known);
  return known;
};

const accepted = (outcome: Outcome | undefined): Outcome => {
  if (outcome === undefined) throw new Error('A sample is refused.');
  return outcome;
};

/** A variant that is refused shows nothing. */
const changed = (before: Outcome, after: Outcome | undefined): readonly string[] => {
  if (after === undefined) return [];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => before[key] !== after[key]);
};

type Keys = readonly (string | number)[];

/** The places of a pattern in a document. */
const targetsOf = (node: unknown, [part, ...rest]: readonly string[]): readonly Keys[] => {
  if (part === undefined) return [[]];
  if (typeof node !== 'object' || node === null) return [];
  const keys = Array.isArray(node) ? [...node.keys()] : Object.keys(node);
  return keys
    .filter((key) => part === '*' || key === part)
    .flatMap((key) =>
      targetsOf((node as Readonly<Record<string | number, unknown>>)[key], rest).map((below) => [
        key,
        ...below,
      ]),
    );
};

const variantsOf = (document: object, target: Keys): readonly object[] => {
  const value = valueAt(document, target);
  return [undefined, ...otherValues(value)].map(
    (other) => replaced(document, target, other) as object,
  );
};

const valueAt = (node: unknown, keys: Keys): unknown =>
  keys.reduce<unknown>(
    (found, key) => (found as Readonly<Record<string | number, unknown>>)[key],
    node,
  );

const otherValues = (value: unknown): readonly unknown[] => {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return [value + 1];
  if (typeof value === 'string') return [`${value}x`, `1${value}`, ...(others[value] ?? [])];
  if (!Array.isArray(value)) return [];
  const items: readonly unknown[] = value;
  return items.flatMap((item, index) => [
    items.toSpliced(index, 1),
    ...otherValues(item).map((other) => items.with(index, other)),
  ]);
};

/** For words of which there are only a few. */
const others: Readonly<Record<string, readonly string[]>> = {
  bind: ['volume'],
  enabled: ['disabled'],
  service_started: ['service_completed_successfully'],
  'sync+exec': ['restart'],
  tcp: ['udp'],
  volume: ['bind'],
  z: ['Z'],
};

/** `undefined` takes it away. */
const replaced = (node: unknown, [key, ...rest]: Keys, other: unknown): unknown => {
  if (key === undefined) return other;
  if (Array.isArray(node))
    return node.map((item: unknown, index): unknown =>
      index === key ? replaced(item, rest, other) : item,
    );
  const copy = { ...(node as Record<string, unknown>) };
  const value = replaced(copy[key], rest, other);
  if (value === undefined) Reflect.deleteProperty(copy, key);
  else copy[key] = value;
  return copy;
};
