import { InsertTextMode, type CompletionItem } from 'vscode-languageserver';
import type { Schema } from '../../schema/check.ts';
import { schemasAt } from '../../schema/look-up.ts';
import type { Path } from '../../yaml/tree.ts';
import { allowedAt, docsOf } from '../docs.ts';
import type { Caret } from './caret.ts';

/** What people write most comes first; the rest follows by name. */
const atTop = ['services', 'volumes', 'networks', 'secrets', 'configs', 'include', 'name'];
const below = [
  ...['image', 'build', 'command', 'ports', 'environment', 'env_file', 'volumes', 'networks'],
  ...['depends_on', 'restart', 'healthcheck', 'context', 'dockerfile', 'target', 'args'],
  ...['type', 'source', 'test', 'condition'],
];

/** The keys that the specification has at a place; those that must be there come first. */
export const keyItems = (caret: Caret): readonly CompletionItem[] => {
  const { path, place } = caret;
  // On a line of its own an item of a list of mappings may begin as well.
  const inItem = place === 'key' && typeof path.at(-1) !== 'number';
  return [
    ...keysOf(schemasAt(path), caret, ''),
    ...(inItem ? keysOf(schemasAt([...path, 0]), { ...caret, path: [...path, 0] }, '- ') : []),
  ];
};

const keysOf = (
  schemas: readonly Schema[],
  caret: Caret,
  lead: string,
): readonly CompletionItem[] => {
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const names = new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
  const likely = caret.path.length === 0 ? atTop : below;
  return [...names].sort().map((name) => {
    const path = [...caret.path, name];
    const docs = docsOf(path);
    const rank = required.has(name) ? 0 : likely.includes(name) ? 1 + likely.indexOf(name) : 99;
    return {
      label: name,
      detail: typesAt(path).join(' or '),
      insertText: `${lead}${name}:${restOf(path, caret.indent + lead.length)}`,
      insertTextMode: InsertTextMode.asIs,
      sortText: `${String(rank).padStart(2, '0')}${name}`,
      ...(docs !== undefined && { documentation: docs.description }),
    };
  });
};

const typesAt = (path: Path): readonly string[] =>
  [...new Set(schemasAt(path).flatMap(({ type = [] }) => type))].sort();

/** What follows the colon: a space for a value, a new line for what has keys or items of its own. */
const restOf = (path: Path, indent: number): string => {
  const types = typesAt(path);
  const newLine = `\n${' '.repeat(indent + 2)}`;
  if (types.every((type) => type === 'object')) return types.length === 0 ? '' : newLine;
  if (types.every((type) => type === 'array')) return `${newLine}- `;
  return types.some((type) => type === 'object' || type === 'array') ? '' : ' ';
};

/** The values of an attribute that takes only some. */
export const valueItems = ({ path, place }: Caret): readonly CompletionItem[] => {
  if (place !== 'value') return [];
  const allowed = allowedAt(path);
  const booleans = typesAt(path).includes('boolean') ? ['true', 'false'] : [];
  return [...allowed, ...booleans].map((label) => ({ label }));
};
