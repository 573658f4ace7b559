import { dirname, join, resolve } from 'node:path';
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';
import { siblingOf } from './names.ts';

/** The stages that the Dockerfile of a build gives names to. */
export const stageItems = async (
  { path, place, ownLine }: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  const [section, , build, target, ...more] = path;
  if (section !== 'services' || build !== 'build' || target !== 'target' || more.length > 0)
    return [];
  if (place !== 'value' && !ownLine) return [];
  if (siblingOf(path, 'dockerfile_inline', file) !== undefined) return [];
  const context = siblingOf(path, 'context', file) ?? '.';
  const name = siblingOf(path, 'dockerfile', file) ?? 'Dockerfile';
  const text = await workspace.text(resolve(dirname(file.path), join(context, name)));
  return [...(text ?? '').matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)\s+AS\s+(\S+)/gim)].map(
    ([, image = '', label = '']) => ({
      label,
      documentation: image,
      kind: CompletionItemKind.Reference,
    }),
  );
};
