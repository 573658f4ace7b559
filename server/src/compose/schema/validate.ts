import type { Report } from '../report.ts';
import type { Origin } from '../yaml/source.ts';
import { toPlain, type Entry, type Path, type TreeNode } from '../yaml/tree.ts';
import { checkSchema, type SchemaError } from './check.ts';
import composeSpec from './compose-spec.json' with { type: 'json' };
import { describeError, unknownKey } from './messages.ts';
import { mostSpecific } from './specific.ts';

/**
 * Holds a model (interpolated, extended, merged) against the schema. Of the alternatives that a value
 * may have, only the complaint of the one that comes closest is kept, in the reference's words.
 */
export const validateSchema = (root: TreeNode, report: Report): void => {
  refuseTimestamps(root, [], report);
  const errors = checkSchema(toPlain(root), composeSpec);
  for (const error of mostSpecific(errors)) reportError(root, error, report);
};

/** A date without quotes is a time to go-yaml, and no attribute takes a time. */
const refuseTimestamps = (node: TreeNode, path: (string | number)[], report: Report): void => {
  if (node.kind === 'scalar') {
    if (node.timestamp !== true) return;
    report.at(node.origin, 'schema', `${path.join('.')} invalid jsonType time.Time`, {
      path: [...path],
      node,
      hint: 'Put the date in quotes.',
    });
    return;
  }
  // One array for the whole walk: a copy for each value of a large file costs more than the check.
  const step = (value: TreeNode, part: string | number): void => {
    path.push(part);
    refuseTimestamps(value, path, report);
    path.pop();
  };
  if (node.kind === 'list') {
    node.items.forEach(step);
  } else {
    for (const [key, { value }] of node.entries) if (!key.startsWith('x-')) step(value, key);
  }
};

const reportError = (root: TreeNode, error: SchemaError, report: Report): void => {
  const { node, origin, path, broken } = locate(root, error.path);
  if (broken) return;
  const extra = unknownKey(error);
  if (extra === undefined) {
    report.at(origin, 'schema', describeError(error, path), { path, node });
    return;
  }
  const entry = node.kind === 'map' ? node.entries.get(extra) : undefined;
  report.at(entry?.key ?? origin, 'schema-unknown-key', describeError(error, path), {
    path: [...path, extra],
    node: entry?.value,
    hint: suggestion(error, extra),
  });
};

interface Place {
  readonly node: TreeNode;
  readonly origin: Origin;
  readonly path: Path;
  readonly broken: boolean;
}

const locate = (root: TreeNode, parts: Path): Place => {
  let node = root;
  let origin = root.origin;
  let broken = root.broken === true;
  const path: (string | number)[] = [];
  for (const part of parts) {
    const next: Entry | TreeNode | undefined =
      node.kind === 'map'
        ? node.entries.get(String(part))
        : node.kind === 'list'
          ? node.items[Number(part)]
          : undefined;
    if (next === undefined) break;
    path.push(part);
    if ('value' in next && 'key' in next) {
      node = next.value;
      origin = next.key;
    } else {
      node = next;
      origin = next.origin;
    }
    broken ||= node.broken === true;
  }
  return { node, origin, path, broken };
};

/** "Did you mean …?" for a key that is one or two letters from a known one. */
const suggestion = (error: SchemaError, key: string): string | undefined => {
  const known = Object.keys(error.schema.properties ?? {});
  const [best] = known
    // The distance is at least that; a key may be as long as a file.
    .filter((name) => Math.abs(name.length - key.length) <= 2)
    .map((name) => ({ name, distance: editDistance(name, key) }))
    .filter(({ name, distance }) => distance <= Math.min(2, Math.floor(name.length / 2)))
    .sort((a, b) => a.distance - b.distance);
  return best === undefined ? undefined : `Did you mean \`${best.name}\`?`;
};

const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
