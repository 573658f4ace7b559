import type { Path } from './yaml/tree.ts';

/** A place in a table: what it says there, and where its patterns go on. */
export interface PathCursor<T> {
  readonly value: T | undefined;
  /** `undefined` when no pattern goes on there: whoever walks a tree need not look further. */
  step(part: string | number): PathCursor<T> | undefined;
  /** Visits the entries where patterns go on, in any order. */
  each<Entry>(
    entries: ReadonlyMap<string, Entry>,
    visit: (entry: Entry, key: string, next: PathCursor<T>) => void,
  ): void;
}

/**
 * Values by path pattern: `services.*.ports.*`, where `*` is any key or any item of a list. Patterns
 * match whole paths only; of two that match the one that is exact earlier counts.
 */
export class PathTable<T> {
  readonly root: PathCursor<T>;

  constructor(rows: Readonly<Record<string, T>>) {
    this.root = new Cursor(
      Object.entries(rows).map(([pattern, value]) => ({ parts: pattern.split('.'), value })),
    );
  }

  get(path: Path): T | undefined {
    let cursor: PathCursor<T> | undefined = this.root;
    for (const part of path) cursor = cursor?.step(part);
    return cursor?.value;
  }
}

/** A pattern that matches so far, by what is left of it. */
interface Candidate<T> {
  readonly parts: readonly string[];
  readonly value: T;
}

/** What is below a place: by name, and for any other name. */
interface Below<T> {
  readonly named: ReadonlyMap<string, PathCursor<T>>;
  readonly other: PathCursor<T> | undefined;
}

class Cursor<T> implements PathCursor<T> {
  readonly value: T | undefined;
  readonly #candidates: readonly Candidate<T>[];
  /** Made when somebody goes on: most of a table is about what no file has. */
  #below: Below<T> | undefined;

  /** @param candidates the best match first */
  constructor(candidates: readonly Candidate<T>[]) {
    this.value = candidates.find(({ parts }) => parts.length === 0)?.value;
    this.#candidates = candidates;
  }

  step(part: string | number): PathCursor<T> | undefined {
    const { named, other } = (this.#below ??= belowOf(this.#candidates));
    return (typeof part === 'string' ? named.get(part) : undefined) ?? other;
  }

  each<Entry>(
    entries: ReadonlyMap<string, Entry>,
    visit: (entry: Entry, key: string, next: PathCursor<T>) => void,
  ): void {
    const { named, other } = (this.#below ??= belowOf(this.#candidates));
    // Of the attributes of a service few are in a table, and most of a table are in no service.
    if (other === undefined && named.size < entries.size) {
      named.forEach((next, key) => {
        const entry = entries.get(key);
        if (entry !== undefined) visit(entry, key, next);
      });
      return;
    }
    entries.forEach((entry, key) => {
      const next = named.get(key) ?? other;
      if (next !== undefined) visit(entry, key, next);
    });
  }
}

const belowOf = <T>(candidates: readonly Candidate<T>[]): Below<T> => {
  const names = new Set(candidates.flatMap(({ parts: [next] }) => next ?? []));
  names.delete('*');
  const others = goOn(candidates, ['*']);
  return {
    named: new Map([...names].map((name) => [name, new Cursor(goOn(candidates, [name, '*']))])),
    other: others.length === 0 ? undefined : new Cursor(others),
  };
};

/** What is left of the candidates that go on with one of `names`, in the order of these. */
const goOn = <T>(
  candidates: readonly Candidate<T>[],
  names: readonly string[],
): readonly Candidate<T>[] =>
  names.flatMap((name) =>
    candidates.flatMap(({ parts: [next, ...rest], value }) =>
      next === name ? [{ parts: rest, value }] : [],
    ),
  );
