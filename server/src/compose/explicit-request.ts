import { resolve } from 'node:path';
import type { ExplicitProject } from '#shared/protocol/compose';
import type { LoadRequest } from './load-contract.ts';

/** How a project is loaded that is named by its files, as on a command line. */
export const explicitRequest = (
  project: ExplicitProject,
  serverEnvironment: Readonly<Record<string, string | undefined>>,
): LoadRequest => {
  const { directory, files, projectDirectory, envFiles, profiles, name } = project;
  return {
    directory,
    environment: project.environment ?? defined(serverEnvironment),
    ...(files !== undefined && { files }),
    ...(projectDirectory !== undefined && {
      projectDirectory: resolve(directory, projectDirectory),
    }),
    ...(envFiles !== undefined && { envFiles }),
    ...(profiles !== undefined && { profiles }),
    ...(name !== undefined && { projectName: name }),
  };
};

const defined = (
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
