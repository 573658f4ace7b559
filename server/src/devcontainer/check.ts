import { basename, dirname, posix } from 'node:path';
import { mayExist } from '../base/on-disk.ts';
import { nearestEntry } from '../compose/language/beside/nearest-entry.ts';
import { problemOf, type Problem } from '../compose/language/beside/problem.ts';
import type { LanguageWorkspace } from '../compose/language/workspace.ts';
import type { Described } from '../compose/catalog/described.ts';
import { checkProject } from './check-project.ts';
import { checkTarget } from './check-target.ts';
import { devcontainerFindings as findings } from './findings.ts';
import { originAt, type NamedFile, type OpenDevcontainer } from './reader.ts';

/** What is wrong with the names in it, as far as that is certain. */
export const checkDevcontainer = async (
  open: OpenDevcontainer,
  workspace: LanguageWorkspace,
): Promise<readonly Problem[]> => {
  const { composeFiles, dockerfile, context } = open;
  const missing = await Promise.all([
    ...composeFiles.map((each) => checkFile(each, findings.composeFile, 'compose file', open)),
    checkFile(dockerfile, findings.dockerfile, 'Dockerfile', open),
    checkFile(context, findings.context, 'folder', open),
  ]);
  const found = missing.filter((each) => each !== undefined);
  const named = found.length > 0 ? [] : await checkProject(open, workspace);
  return [...found, ...named, ...(await checkTarget(open, workspace))];
};

const checkFile = async (
  file: NamedFile | undefined,
  about: Described,
  what: string,
  open: OpenDevcontainer,
): Promise<Problem | undefined> => {
  if (file === undefined || (await mayExist(file.path))) return undefined;
  const { word, path } = file;
  const near = await nearestEntry(dirname(path), basename(path));
  const mended = near === undefined ? undefined : posix.join(posix.dirname(word.text), near);
  const origin = originAt(open, word);
  return problemOf(about, origin, {
    message: `There is no ${what} at ${path}.`,
    hint:
      mended === undefined
        ? 'Paths are seen from the folder of this file.'
        : `Did you mean \`${mended}\`?`,
    ...(mended !== undefined && {
      fixes: [{ title: `Change to \`${mended}\``, origin, newText: mended }],
    }),
  });
};
