import { readdir } from 'node:fs/promises';
import { dirname, isAbsolute, resolve } from 'node:path';
import { CompletionItemKind, type CompletionItem } from 'vscode-languageserver';
import { PathTable } from '../../path-table.ts';
import { schemasAt } from '../../schema/look-up.ts';
import type { OpenCompose } from '../workspace.ts';
import type { Caret } from './caret.ts';
import { siblingOf } from './names.ts';

/** `marked`: only what begins as a path does, since it may be something else. */
type Wanted = 'any' | 'folder' | 'marked';

const table = new PathTable<Wanted>({
  'include.*': 'any',
  'include.*.path': 'any',
  'include.*.path.*': 'any',
  'include.*.env_file': 'any',
  'include.*.env_file.*': 'any',
  'include.*.project_directory': 'folder',
  'services.*.build': 'folder',
  'services.*.build.context': 'folder',
  'services.*.build.dockerfile': 'any',
  'services.*.credential_spec.file': 'any',
  'services.*.develop.watch.*.path': 'any',
  'services.*.env_file': 'any',
  'services.*.env_file.*': 'any',
  'services.*.env_file.*.path': 'any',
  'services.*.extends.file': 'any',
  'services.*.label_file': 'any',
  'services.*.label_file.*': 'any',
  'services.*.volumes.*': 'marked',
  'services.*.volumes.*.source': 'any',
  'configs.*.file': 'any',
  'secrets.*.file': 'any',
});

/** The files and folders that may come next in a path. */
export const fileItems = async (
  { path, place, typed, ownLine }: Caret,
  file: OpenCompose,
): Promise<readonly CompletionItem[]> => {
  const wanted = place === 'value' ? table.get(path) : undefined;
  if (wanted === undefined || ownLine || schemasAt(path).length === 0) return [];
  if (wanted === 'marked' && !/^(\.{1,2}|~)?\//.test(typed)) return [];
  if (isMountSource(path) && siblingOf(path, 'type', file) !== 'bind') return [];
  const slash = typed.lastIndexOf('/') + 1;
  const folder = typed.slice(0, slash);
  if (/^~|[$*]|\s/.test(folder)) return [];
  const from = isAbsolute(folder) ? folder : resolve(dirname(file.path), folder);
  const entries = await readdir(from, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => wanted !== 'folder' || entry.isDirectory())
    .filter((entry) => resolve(from, entry.name) !== file.path)
    .map((entry) => ({
      label: entry.name,
      kind: entry.isDirectory() ? CompletionItemKind.Folder : CompletionItemKind.File,
      insertText: `${folder}${entry.name}`,
      filterText: `${folder}${entry.name}`,
    }));
};

const isMountSource = (path: Caret['path']): boolean =>
  path.length === 5 && path[2] === 'volumes' && path[4] === 'source';
