import { InsertTextFormat, InsertTextMode, type CompletionItem } from 'vscode-languageserver';
import { isMap } from 'yaml';
import type { Schema } from '../../schema/check.ts';
import { schemasAt } from '../../schema/look-up.ts';
import type { Path } from '../../yaml/tree.ts';
import { docsOf } from '../docs.ts';
import { entryAt, keyText, type SyntaxFile } from '../syntax/syntax.ts';
import type { Caret } from './caret.ts';
import { keyRest, typesAt, type RestOptions } from './key-rest.ts';

/** What people write most comes first; the rest follows by name. */
const atTop = ['services', 'volumes', 'networks', 'secrets', 'configs', 'include', 'name'];
const below = [
  ...['image', 'build', 'command', 'ports', 'environment', 'env_file', 'volumes', 'networks'],
  ...['depends_on', 'restart', 'healthcheck', 'context', 'dockerfile', 'target', 'args'],
  ...['type', 'source', 'test', 'condition'],
];

export interface KeyOptions {
  readonly syntax: SyntaxFile;
  /** Whether the editor fills in snippets. */
  readonly snippets: boolean;
}

/** The keys that the specification has at a place: required ones first, those that are there last. */
export const keyItems = (caret: Caret, options: KeyOptions): readonly CompletionItem[] => {
  const { path, place } = caret;
  // On a line of its own an item of a list of mappings may begin as well.
  const inItem = place === 'key' && typeof path.at(-1) !== 'number' && caret.inFlow !== true;
  return [
    ...keysOf(schemasAt(path), caret, { ...options, lead: '' }),
    ...(inItem
      ? keysOf(
          schemasAt([...path, 0]),
          { ...caret, path: [...path, 0] },
          { ...options, lead: '- ' },
        )
      : []),
  ];
};

const keysOf = (
  schemas: readonly Schema[],
  caret: Caret,
  { syntax, snippets, lead }: KeyOptions & { readonly lead: string },
): readonly CompletionItem[] => {
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const names = new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
  const likely = caret.path.length === 0 ? atTop : below;
  const present = presentKeys(caret.path, syntax);
  const rest: RestOptions = {
    indent: caret.indent + lead.length,
    snippets,
    oneLine: caret.inFlow === true,
  };
  return [...names].sort().map((name) => {
    const path = [...caret.path, name];
    const docs = docsOf(path);
    const rank = required.has(name) ? 0 : likely.includes(name) ? 1 + likely.indexOf(name) : 98;
    const shown = String(present.has(name) ? 99 : rank).padStart(2, '0');
    return {
      label: name,
      detail: typesAt(path).join(' or '),
      insertText: `${lead}${name}:${keyRest(path, rest)}`,
      insertTextMode: InsertTextMode.asIs,
      ...(snippets && { insertTextFormat: InsertTextFormat.Snippet }),
      sortText: `${shown}${name}`,
      ...(docs !== undefined && { documentation: docs.description }),
    };
  });
};

const presentKeys = (path: Path, syntax: SyntaxFile): ReadonlySet<string> => {
  const mapping = path.length === 0 ? syntax.documents[0]?.contents : entryAt(syntax, path)?.value;
  if (!isMap(mapping)) return new Set();
  return new Set(mapping.items.map(({ key }) => keyText(key as Parameters<typeof keyText>[0])));
};
