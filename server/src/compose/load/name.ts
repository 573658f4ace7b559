import {
  invalidProjectName,
  normalizeProjectName,
  projectNameOfFolder,
} from '../files/project-name.ts';
import type { ProjectFiles } from '../files/discover.ts';
import { substitute } from '../interpolate/template.ts';
import type { LoadRequest } from '../load-contract.ts';
import { Source } from '../yaml/source.ts';
import { child, stringOf } from '../yaml/tree.ts';
import { lookupIn, type LoadContext } from './context.ts';
import { openFile } from './document.ts';

/** The project's name: as asked for, else `COMPOSE_PROJECT_NAME`, else `name:`, else the folder's. */
export const resolveName = async (
  request: LoadRequest,
  project: ProjectFiles,
  context: LoadContext,
): Promise<string> => {
  const origin = { source: new Source(project.files[0] ?? '', ''), start: 0, end: 0 };
  const fromVariable = project.variables['COMPOSE_PROJECT_NAME'];
  const explicit = request.projectName ?? (fromVariable === '' ? undefined : fromVariable);
  if (explicit !== undefined) {
    if (explicit !== '' && normalizeProjectName(explicit) === explicit) return explicit;
    context.report.at(origin, 'project-name', invalidProjectName(explicit));
    return normalizeProjectName(explicit);
  }
  const written = await nameInFiles(project, context);
  const name =
    written === undefined
      ? projectNameOfFolder(project.workingDir)
      : normalizeProjectName(context.interpolated ? replace(written, project) : written);
  if (name !== '') return name;
  context.report.at(origin, 'project-name', 'project name must not be empty', {
    hint: 'Write `name:` with letters or digits in the compose file.',
  });
  return 'project';
};

const replace = (name: string, { variables }: ProjectFiles): string =>
  substitute(name, lookupIn(variables)).text;

/** The last `name:` of all documents. */
const nameInFiles = async (
  { files }: ProjectFiles,
  context: LoadContext,
): Promise<string | undefined> => {
  let name: string | undefined;
  for (const path of files) {
    const opened = await openFile(path, context);
    if ('error' in opened) continue;
    for (const { root } of opened.documents) {
      const text = stringOf(child(root, 'name'));
      if (text !== undefined && text !== '') name = text;
    }
  }
  return name;
};
