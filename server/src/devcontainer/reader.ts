import { dirname, resolve } from 'node:path';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { LoadResult } from '../compose/load-contract.ts';
import type { LanguageWorkspace } from '../compose/language/workspace.ts';
import { Source, type Origin } from '../compose/yaml/source.ts';
import type { Devcontainer, Word } from './devcontainer.ts';
import { devcontainerPath } from './document.ts';
import { parseDevcontainer } from './parse.ts';

/** A name of a file, and where that is. */
export interface NamedFile {
  readonly word: Word;
  readonly path: string;
}

export interface OpenDevcontainer {
  readonly source: Source;
  readonly devcontainer: Devcontainer;
  readonly composeFiles: readonly NamedFile[];
  readonly dockerfile: NamedFile | undefined;
  readonly context: NamedFile | undefined;
}

/** Paths are seen from the folder of the file; those with variables are left out. */
export const readOpen = (document: TextDocument | undefined): OpenDevcontainer | undefined => {
  const path = document && devcontainerPath(document);
  if (document === undefined || path === undefined) return undefined;
  const text = document.getText();
  const devcontainer = parseDevcontainer(text);
  const named = (word: Word | undefined): NamedFile | undefined =>
    word === undefined || word.text === '' || word.text.includes('$')
      ? undefined
      : { word, path: resolve(dirname(path), word.text) };
  return {
    source: new Source(path, text),
    devcontainer,
    composeFiles: devcontainer.composeFiles.flatMap((word) => named(word) ?? []),
    dockerfile: named(devcontainer.build.dockerfile),
    context: named(devcontainer.build.context),
  };
};

/** The project of its compose files; `undefined` where one is not known by its path. */
export const loadProject = (
  { devcontainer, composeFiles }: OpenDevcontainer,
  workspace: LanguageWorkspace,
): Promise<LoadResult> | undefined => {
  const all = composeFiles.length === devcontainer.composeFiles.length;
  if (!all || composeFiles.length === 0) return undefined;
  return workspace.load(composeFiles.map(({ path }) => path));
};

export const originAt = ({ source }: OpenDevcontainer, { start, end }: Word): Origin => ({
  ...{ source, start, end },
});

/** The word at an offset, of those that matter. */
export const isOn = ({ start, end }: Word, offset: number): boolean =>
  start <= offset && offset <= end;

/** The services that it names. */
export const serviceWords = ({ devcontainer }: OpenDevcontainer): readonly Word[] => [
  ...(devcontainer.service === undefined ? [] : [devcontainer.service]),
  ...devcontainer.runServices,
  ...devcontainer.forwarded,
];
