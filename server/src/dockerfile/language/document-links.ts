import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Connection, Disposable, DocumentLink } from 'vscode-languageserver';
import type { BuildUse } from '../../compose/language/beside/builds.ts';
import type { ModuleContext } from '../../compose/language/beside/module.ts';
import { rangeAt } from '../../compose/language/ranges.ts';
import type { Word } from '../dockerfile.ts';
import type { OpenDockerfile } from './check.ts';
import { copySources } from './copies.ts';
import { readOpen } from './reader.ts';

/** Opens the files that a Dockerfile copies. */
export const registerDocumentLinks = (connection: Connection, context: ModuleContext): Disposable =>
  connection.onDocumentLinks(async ({ textDocument: { uri } }) => {
    const open = await readOpen(context.documents.get(uri), context.workspace);
    if (open === undefined) return null;
    const links = [...copiedFiles(open)].map(async ([word, paths]) => {
      const path = await firstFile(paths);
      if (path === undefined) return undefined;
      const range = rangeAt({ source: open.source, start: word.start, end: word.end });
      return { range, target: context.workspace.uriOf(path), tooltip: path } satisfies DocumentLink;
    });
    return (await Promise.all(links)).filter((link) => link !== undefined);
  });

/** Where no project says of which folder it is built, its own is likely. */
const copiedFiles = ({
  source,
  dockerfile,
  uses,
}: OpenDockerfile): ReadonlyMap<Word, readonly string[]> => {
  const own: BuildUse = {
    ...{ service: '', build: {}, context: dirname(source.path), dockerfiles: [source.path] },
    origin: { source, start: 0, end: 0 },
    ...{
      contextAt: undefined,
      target: undefined,
      dockerfile: undefined,
      inline: undefined,
      contexts: [],
    },
  };
  const found = new Map<Word, string[]>();
  for (const use of uses.length === 0 ? [own] : uses) {
    for (const { word, folder, path } of copySources(dockerfile, use))
      found.set(word, [...(found.get(word) ?? []), join(folder, path)]);
  }
  return found;
};

/** A folder is nothing to open. */
const firstFile = async (paths: readonly string[]): Promise<string | undefined> => {
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() === true) return path;
  }
  return undefined;
};
