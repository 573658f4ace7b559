import type { Report } from '../report.ts';
import type { TreeNode } from '../yaml/tree.ts';
import { checkSchema, type SchemaError } from './check.ts';
import composeSpec from './compose-spec.json' with { type: 'json' };
import { namesNear } from '../nearest-name.ts';
import { describeError, unknownKey } from './messages.ts';
import { mostSpecific } from './specific.ts';

/**
 * Holds a model (interpolated, extended, merged) against the schema. Of the alternatives that a value
 * may have, only the complaint of the one that comes closest is kept, in the reference's words.
 */
export const validateSchema = (root: TreeNode, report: Report): void => {
  if (report.hasDates) refuseTimestamps(root, [], report);
  for (const error of mostSpecific(checkSchema(root, composeSpec))) reportError(error, report);
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
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      path.push(index);
      refuseTimestamps(item, path, report);
      path.pop();
    }
    return;
  }
  for (const [key, { value }] of node.entries) {
    if (key.startsWith('x-')) continue;
    path.push(key);
    refuseTimestamps(value, path, report);
    path.pop();
  }
};

const reportError = (error: SchemaError, report: Report): void => {
  const { node, origin, path } = error;
  const extra = unknownKey(error);
  if (extra === undefined) {
    report.at(origin, 'schema', describeError(error), { path, node });
    return;
  }
  const entry = node.kind === 'map' ? node.entries.get(extra) : undefined;
  report.at(entry?.key ?? origin, 'schema-unknown-key', describeError(error), {
    path: [...path, extra],
    node: entry?.value,
    hint: suggestion(error, extra),
  });
};

/** "Did you mean …?" for a key that is one or two letters from a known one. */
const suggestion = (error: SchemaError, key: string): string | undefined => {
  const known = Object.keys(error.schema.properties ?? {})
    // The distance is at least that; a key may be as long as a file.
    .filter((name) => Math.abs(name.length - key.length) <= 2);
  const [best] = namesNear(key, known, ({ length }) => Math.min(2, Math.floor(length / 2)));
  return best === undefined ? undefined : `Did you mean \`${best}\`?`;
};
