import { delimiter, dirname, isAbsolute, join } from 'node:path';
import { exists } from '../../base/on-disk.ts';
import { readEnvFiles } from '../load/env-files.ts';
import type { LoadContext } from '../load/context.ts';
import type { LoadRequest } from '../load-contract.ts';
import { Source } from '../yaml/source.ts';

/** In order of preference. */
export const composeFileNames = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
] as const;

export const overrideFileNames = [
  'compose.override.yml',
  'compose.override.yaml',
  'docker-compose.override.yml',
  'docker-compose.override.yaml',
] as const;

export interface ProjectFiles {
  /** Absolute, in merge order; empty when there are none. */
  readonly files: readonly string[];
  /** Absolute: the folder of the first file. */
  readonly workingDir: string;
  /** The process environment, then `.env`. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Finds a project's files and variables as `docker compose` does when it starts. */
export const discover = async (
  request: LoadRequest,
  context: LoadContext,
): Promise<ProjectFiles> => {
  const { directory, files: named = [] } = request;
  const absolute = (path: string): string => (isAbsolute(path) ? path : join(directory, path));
  const given = named.map(absolute);
  const [firstGiven] = given;
  const start =
    request.projectDirectory ?? (firstGiven === undefined ? directory : dirname(firstGiven));
  let variables: Readonly<Record<string, string>> = {
    ...(request.environment['PWD'] === undefined && { PWD: directory }),
    ...request.environment,
  };
  variables = await addEnvFiles(request, start, variables, context);
  const files =
    given.length > 0
      ? given
      : await findFiles(request.projectDirectory ?? directory, variables, absolute, {
          context,
          unsaved: request.unsaved ?? [],
        });
  const [first] = files;
  const workingDir = request.projectDirectory ?? (first === undefined ? directory : dirname(first));
  if (workingDir !== start) variables = await addEnvFiles(request, workingDir, variables, context);
  return { files, workingDir, variables };
};

const addEnvFiles = async (
  { directory, envFiles = [] }: LoadRequest,
  folder: string,
  variables: Readonly<Record<string, string>>,
  context: LoadContext,
): Promise<Readonly<Record<string, string>>> => {
  if (envFiles.length === 0 && isTrue(variables['COMPOSE_DISABLE_ENV_FILE'])) return variables;
  const files =
    envFiles.length > 0
      ? envFiles.map((path) => ({
          path: isAbsolute(path) ? path : join(directory, path),
          optional: false,
        }))
      : [{ path: join(folder, '.env'), optional: true }];
  const read = await readEnvFiles(files, variables, context, { missingCode: 'env-file-missing' });
  return { ...read, ...variables };
};

const isTrue = (text: string | undefined): boolean =>
  text !== undefined && ['1', 't', 'true'].includes(text.toLowerCase());

interface Search {
  readonly context: LoadContext;
  readonly unsaved: readonly string[];
}

const findFiles = async (
  directory: string,
  variables: Readonly<Record<string, string>>,
  absolute: (path: string) => string,
  search: Search,
): Promise<readonly string[]> => {
  const fromVariable = variables['COMPOSE_FILE'];
  if (fromVariable !== undefined) {
    const separator = variables['COMPOSE_PATH_SEPARATOR'] ?? '';
    return fromVariable.split(separator === '' ? delimiter : separator).map(absolute);
  }
  for (let folder = directory; ; folder = dirname(folder)) {
    const main = await firstOf(folder, composeFileNames, 'config', search);
    if (main !== undefined) {
      const override = await firstOf(folder, overrideFileNames, 'override', search);
      return override === undefined ? [main] : [main, override];
    }
    if (dirname(folder) === folder) return [];
  }
};

const firstOf = async (
  folder: string,
  names: readonly string[],
  kind: string,
  { context: { report }, unsaved }: Search,
): Promise<string | undefined> => {
  const paths = names.map((name) => join(folder, name));
  const there = await Promise.all(paths.map(exists));
  const found = paths.filter((path, index) => there[index] === true || unsaved.includes(path));
  const [first] = found;
  if (first !== undefined && found.length > 1) {
    report.at(
      { source: new Source(first, ''), start: 0, end: 0 },
      'file-ambiguous',
      `Found multiple ${kind} files with supported names: ${found.join(', ')}. Using ${first}.`,
      { severity: 'warning', hint: 'Keep one of them.' },
    );
  }
  return first;
};
