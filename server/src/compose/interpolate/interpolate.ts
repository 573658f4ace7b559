import type { PathCursor } from '../path-table.ts';
import type { Report } from '../report.ts';
import type { Origin } from '../yaml/source.ts';
import { stringNode, type Path, type ScalarNode, type TreeNode } from '../yaml/tree.ts';
import { casts, type Cast } from './casts.ts';
import { substitute, type Lookup, type SubstitutionError } from './template.ts';

/** Replaces variables in every value of the tree, and reads typed attributes; keys stay as they are. */
export const interpolate = (root: TreeNode, lookup: Lookup, report: Report): TreeNode =>
  walk(root, { lookup, report, path: [] }, casts.root);

interface Walk {
  readonly lookup: Lookup;
  readonly report: Report;
  /** Where the walk is: one array for all, as most values have nothing to say of themselves. */
  readonly path: (string | number)[];
}

const walk = (node: TreeNode, at: Walk, cursor: PathCursor<Cast> | undefined): TreeNode => {
  switch (node.kind) {
    case 'map':
      // With no array for each entry, as there are many.
      node.entries.forEach((entry, key) => {
        at.path.push(key);
        const value = walk(entry.value, at, cursor?.step(key));
        if (value !== entry.value) entry.value = value;
        at.path.pop();
      });
      return node;
    case 'list':
      node.items.forEach((item, index) => {
        at.path.push(index);
        node.items[index] = walk(item, at, cursor?.step(index));
        at.path.pop();
      });
      return node;
    case 'scalar': {
      const { value } = node;
      if (typeof value !== 'string') return node;
      const cast = cursor?.value;
      if (cast === undefined && !value.includes('$')) return node;
      return replace(node, { template: value, cast, path: [...at.path] }, at);
    }
  }
};

interface Template {
  readonly template: string;
  readonly cast: Cast | undefined;
  readonly path: Path;
}

const replace = (
  node: ScalarNode,
  { template, cast, path }: Template,
  { lookup, report }: Walk,
): TreeNode => {
  const { text, unset, error } = template.includes('$')
    ? substitute(template, lookup)
    : { text: template, unset: [], error: undefined };
  for (const variable of unset) {
    report.at(
      referenceOrigin(node.origin, variable),
      'unset-variable',
      `The "${variable}" variable is not set. Defaulting to a blank string.`,
      {
        severity: 'warning',
        path,
        hint: `Set it in .env, or give a default: \${${variable}:-value}.`,
      },
    );
  }
  if (error !== undefined) {
    reportError(node, template, error, report, path);
    return node;
  }
  if (cast === undefined) return text === template ? node : stringNode(text, node.origin);
  const result = cast(text, node.origin);
  if ('error' in result) {
    report.at(
      node.origin,
      'interpolation-cast',
      `error while interpolating ${dotted(path)}: failed to cast to expected type: ${result.error}`,
      { path, node },
    );
    return node;
  }
  if (result.warning !== undefined) {
    report.at(node.origin, 'boolean-word', result.warning, { severity: 'warning', path });
  }
  return result.node;
};

const reportError = (
  node: ScalarNode,
  template: string,
  error: SubstitutionError,
  report: Report,
  path: Path,
): void => {
  if (error.kind === 'syntax') {
    report.at(
      node.origin,
      'interpolation-syntax',
      `invalid interpolation format for ${dotted(path)}.\nYou may need to escape any $ with another $.\n${template}`,
      { path, node, hint: 'Write `$$` for a dollar sign.' },
    );
    return;
  }
  const reason = error.reason === '' ? '' : `: ${error.reason}`;
  report.at(
    referenceOrigin(node.origin, error.variable),
    'interpolation-required',
    `error while interpolating ${dotted(path)}: required variable ${error.variable} is missing a value${reason}`,
    { path, node, hint: `Set ${error.variable} in .env or in the environment.` },
  );
};

/** `services.web.ports.[]`, as the reference writes paths. */
const dotted = (path: Path): string =>
  path.map((part) => (typeof part === 'number' ? '[]' : part)).join('.');

/** The `$NAME` or `${NAME…}` inside a value; the whole value where escapes hide it. */
const referenceOrigin = (origin: Origin, variable: string): Origin => {
  const raw = origin.source.text.slice(origin.start, origin.end);
  const match = new RegExp(
    `\\$(?:\\{${variable}(?![_a-zA-Z0-9])[^}\\r\\n]*\\}?|${variable}(?![_a-zA-Z0-9]))`,
  ).exec(raw);
  if (match === null) return origin;
  const start = origin.start + match.index;
  return { source: origin.source, start, end: start + match[0].length };
};
