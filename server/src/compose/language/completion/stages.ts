import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { parseDockerfile } from '../../../dockerfile/parse.ts';
import { besideFile } from '../beside-file.ts';
import type { LanguageWorkspace, OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';
import { siblingOf } from './names.ts';

/** The stages that the Dockerfile of a build gives names to. */
export const stageItems = async (
  { path, place, ownLine, typed }: Caret,
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<readonly CompletionItem[]> => {
  const [section, , build, target, ...more] = path;
  if (section !== 'services' || build !== 'build' || target !== 'target' || more.length > 0)
    return [];
  if (place !== 'value' && !ownLine) return [];
  const text =
    siblingOf(path, 'dockerfile_inline', file) ?? (await dockerfileOf(path, file, workspace));
  return parseDockerfile(text ?? '').stages.flatMap(({ name, image }) =>
    name?.text.startsWith(typed) !== true
      ? []
      : [
          {
            label: name.text,
            documentation: image?.text ?? '',
            kind: CompletionItemKind.Reference,
          },
        ],
  );
};

const dockerfileOf = (
  path: Caret['path'],
  file: OpenCompose,
  workspace: LanguageWorkspace,
): Promise<string | undefined> => {
  const context = siblingOf(path, 'context', file) ?? '.';
  const name = siblingOf(path, 'dockerfile', file) ?? 'Dockerfile';
  return workspace.text(besideFile(file.path, context, name));
};
