import type { Path } from './yaml/tree.ts';

interface Level<T> {
  readonly children: Map<string, Level<T>>;
  value?: T;
}

/**
 * Values by path pattern: `services.*.ports.*`, where `*` is any key or any item of a list. Patterns
 * match whole paths only.
 */
export class PathTable<T> {
  readonly #root: Level<T> = { children: new Map() };

  constructor(rows: Readonly<Record<string, T>>) {
    for (const [pattern, value] of Object.entries(rows)) {
      let level = this.#root;
      for (const part of pattern.split('.')) {
        const next = level.children.get(part) ?? { children: new Map<string, Level<T>>() };
        level.children.set(part, next);
        level = next;
      }
      level.value = value;
    }
  }

  get(path: Path): T | undefined {
    return find(this.#root, path, 0);
  }
}

const find = <T>(level: Level<T>, path: Path, depth: number): T | undefined => {
  const part = path[depth];
  if (part === undefined) return level.value;
  const exact = typeof part === 'string' ? level.children.get(part) : undefined;
  const found = exact === undefined ? undefined : find(exact, path, depth + 1);
  if (found !== undefined) return found;
  const any = level.children.get('*');
  return any === undefined ? undefined : find(any, path, depth + 1);
};
