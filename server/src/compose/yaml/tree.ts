import type { Origin } from './source.ts';

/**
 * A YAML value that knows where it was written. Steps of the loader change these trees in place;
 * a tree is never shared between two places of the model (`cloneNode`).
 */
export type TreeNode = ScalarNode | MapNode | ListNode;

export interface ScalarNode {
  kind: 'scalar';
  type: 'string' | 'int' | 'float' | 'bool' | 'null';
  value: string | number | boolean | null;
  /** The value as Go would print it: exact for integers that a JavaScript number cannot hold. */
  text: string;
  origin: Origin;
  /** A date without quotes: no attribute takes one, extensions keep it. */
  timestamp?: boolean;
  broken?: boolean;
}

export interface MapNode {
  kind: 'map';
  entries: Map<string, Entry>;
  origin: Origin;
  broken?: boolean;
}

export interface ListNode {
  kind: 'list';
  items: TreeNode[];
  origin: Origin;
  broken?: boolean;
}

export interface Entry {
  /** Where the key stands; for a list written as a mapping, the item. */
  key: Origin;
  value: TreeNode;
}

export type Path = readonly (string | number)[];

export const stringNode = (text: string, origin: Origin): ScalarNode => ({
  kind: 'scalar',
  type: 'string',
  value: text,
  text,
  origin,
});

export const boolNode = (value: boolean, origin: Origin): ScalarNode => ({
  kind: 'scalar',
  type: 'bool',
  value,
  text: String(value),
  origin,
});

export const numberNode = (value: number, type: 'int' | 'float', origin: Origin): ScalarNode => ({
  kind: 'scalar',
  type,
  value,
  text: goNumber(value),
  origin,
});

export const nullNode = (origin: Origin): ScalarNode => ({
  kind: 'scalar',
  type: 'null',
  value: null,
  text: '<nil>',
  origin,
});

export const mapNode = (
  origin: Origin,
  entries: Iterable<readonly [string, TreeNode]> = [],
): MapNode => {
  const node: MapNode = { kind: 'map', entries: new Map(), origin };
  for (const [key, value] of entries) node.entries.set(key, { key: value.origin, value });
  return node;
};

export const listNode = (origin: Origin, items: TreeNode[] = []): ListNode => ({
  kind: 'list',
  items,
  origin,
});

/** How Go's `%v` prints a float: shortest form, with an exponent from 1e21 on. */
export const goNumber = (value: number): string => {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= 1e21)) {
    return value.toExponential().replace(/e([-+])(\d)$/, 'e$10$2');
  }
  return String(value);
};

export const isNull = (node: TreeNode | undefined): boolean =>
  node?.kind === 'scalar' && node.value === null;

/** The text of a string scalar. */
export const stringOf = (node: TreeNode | undefined): string | undefined =>
  node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;

export const child = (node: TreeNode | undefined, key: string): TreeNode | undefined =>
  node?.kind === 'map' ? node.entries.get(key)?.value : undefined;

export const entriesOf = (node: TreeNode | undefined): readonly (readonly [string, Entry])[] =>
  node?.kind === 'map' ? [...node.entries] : [];

export const itemsOf = (node: TreeNode | undefined): readonly TreeNode[] =>
  node?.kind === 'list' ? node.items : [];

/** Sets a key that a person did not write: its origin is the value's. */
export const setChild = (node: MapNode, key: string, value: TreeNode): void => {
  const before = node.entries.get(key);
  node.entries.set(key, { key: before?.key ?? value.origin, value });
};

export const cloneNode = (node: TreeNode): TreeNode => {
  switch (node.kind) {
    case 'scalar':
      return { ...node };
    case 'list':
      return { ...node, items: node.items.map(cloneNode) };
    case 'map':
      return {
        ...node,
        entries: new Map(
          [...node.entries].map(([key, entry]) => [
            key,
            { key: entry.key, value: cloneNode(entry.value) },
          ]),
        ),
      };
  }
};

/** The plain value, as JSON would hold it. */
export const toPlain = (node: TreeNode): unknown => {
  switch (node.kind) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(toPlain);
    case 'map': {
      const plain: Record<string, unknown> = {};
      for (const [key, entry] of node.entries) setOwn(plain, key, toPlain(entry.value));
      return plain;
    }
  }
};

/** Sets a key that may be named anything, `__proto__` too. */
export const setOwn = (target: object, key: string, value: unknown): void => {
  if (key !== '__proto__') {
    (target as Record<string, unknown>)[key] = value;
    return;
  }
  Object.defineProperty(target, key, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  });
};

export const sameValue = (a: TreeNode, b: TreeNode): boolean => {
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value && a.text === b.text;
  if (a.kind === 'list' && b.kind === 'list') {
    return (
      a.items.length === b.items.length &&
      a.items.every((item, index) => {
        const other = b.items[index];
        return other !== undefined && sameValue(item, other);
      })
    );
  }
  if (a.kind === 'map' && b.kind === 'map') {
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, entry]) => {
        const other = b.entries.get(key);
        return other !== undefined && sameValue(entry.value, other.value);
      })
    );
  }
  return false;
};
