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

class Cursor<T> implements PathCursor<T> {
  readonly value: T | undefined;
  readonly #named: ReadonlyMap<string, PathCursor<T>>;
  readonly #other: PathCursor<T> | undefined;

  /** @param candidates the best match first */
  constructor(candidates: readonly Candidate<T>[]) {
    this.value = candidates.find(({ parts }) => parts.length === 0)?.value;
    const names = new Set(candidates.flatMap(({ parts: [next] }) => next ?? []));
    names.delete('*');
    this.#named = new Map(
      [...names].map((name) => [name, new Cursor(goOn(candidates, [name, '*']))] as const),
    );
    const others = goOn(candidates, ['*']);
    this.#other = others.length === 0 ? undefined : new Cursor(others);
  }

  step(part: string | number): PathCursor<T> | undefined {
    return (typeof part === 'string' ? this.#named.get(part) : undefined) ?? this.#other;
  }

  each<Entry>(
    entries: ReadonlyMap<string, Entry>,
    visit: (entry: Entry, key: string, next: PathCursor<T>) => void,
  ): void {
    // Of the attributes of a service few are in a table, and most of a table are in no service.
    if (this.#other === undefined && this.#named.size < entries.size) {
      this.#named.forEach((next, key) => {
        const entry = entries.get(key);
        if (entry !== undefined) visit(entry, key, next);
      });
      return;
    }
    entries.forEach((entry, key) => {
      const next = this.step(key);
      if (next !== undefined) visit(entry, key, next);
    });
  }
}

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
