import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { isMap } from 'yaml';
import { anchorsOf } from '../syntax/anchors.ts';
import { blockOf } from '../syntax/syntax.ts';
import type { OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';

/** Behind `*`, and behind `<<:`: what was marked above, the nearest first. */
export const anchorItems = (
  { path, place, typed }: Caret,
  { syntax }: OpenCompose,
  offset: number,
): readonly CompletionItem[] => {
  const isMerge = path.at(-1) === '<<' || path.at(-2) === '<<';
  if (place !== 'value' || !(isMerge ? /^\*?[^\s*]*$/ : /^\*[^\s*]*$/).test(typed)) return [];
  const names = new Map<string, CompletionItem>();
  for (const { name, anchor, node } of anchorsOf(syntax).toReversed()) {
    if (anchor === undefined || anchor.end >= offset || names.has(name)) continue;
    // Only mappings can be merged.
    if (node === undefined || (isMerge && !isMap(node))) continue;
    names.set(name, {
      label: `*${name}`,
      kind: CompletionItemKind.Reference,
      documentation: { kind: 'markdown', value: `\`\`\`YAML\n${blockOf(syntax, node)}\n\`\`\`` },
    });
  }
  return [...names.values()];
};
