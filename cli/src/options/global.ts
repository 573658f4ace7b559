import type { ExplicitProject } from '#shared/protocol/compose';
import type { Machine } from '../machine.ts';
import { list, oneOf, text, type OptionsOf } from './option.ts';

/** Before the command, as `docker compose` has them. */
export const globalOptions = {
  file: list('-f, --file <path>', 'compose file; several are merged in order'),
  projectName: text('-p, --project-name <name>', 'project name'),
  envFile: list(
    '--env-file <path>',
    'file of variables, instead of .env; several are read in order',
  ),
  profile: list('--profile <name>', 'profile to enable; "*" for all'),
  projectDirectory: text(
    '--project-directory <path>',
    'where relative paths start (default: the folder of the first compose file)',
  ),
  ansi: oneOf('--ansi <when>', 'colours', ['auto', 'never', 'always']),
  socket: text('--socket <path>', 'talk to the HyperBox server that listens there'),
} as const;

export type GlobalOptions = OptionsOf<typeof globalOptions>;

/** The project that the command is about. */
export const projectOf = (options: GlobalOptions, machine: Machine): ExplicitProject => {
  const { environment, workingFolder } = machine;
  const { file, projectName, envFile, profile, projectDirectory } = options;
  const envFiles = envFile.length > 0 ? envFile : namedEnvFiles(environment);
  return {
    directory: workingFolder,
    environment: Object.fromEntries(
      Object.entries(environment).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      ),
    ),
    ...(file.length > 0 && { files: [...file] }),
    ...(envFiles.length > 0 && { envFiles: [...envFiles] }),
    ...(profile.length > 0 && { profiles: [...profile] }),
    ...(projectDirectory !== undefined && { projectDirectory }),
    ...(projectName !== undefined && { name: projectName }),
  };
};

/** Compose takes them from a variable too, separated by commas. */
const namedEnvFiles = (environment: Machine['environment']): readonly string[] =>
  (environment['COMPOSE_ENV_FILES'] ?? '').split(',').filter((path) => path !== '');
