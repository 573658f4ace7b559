import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as z from 'zod/mini';

/** Where programs are looked for; all of it parameters of the process. */
export interface CliPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The program of a plugin of the docker CLI, `docker-buildx` for `buildx`, looked for where the CLI
 * looks. It is run by itself and not through `docker`: it then gets the signal that ends it, and
 * there need not be a CLI. Source: docker/cli, cli-plugins/manager.
 */
export const findCliPlugin = async (name: string, places: CliPlaces): Promise<string | undefined> =>
  firstProgram(
    [...(await pluginFolders(places)), ...pathFolders(places)],
    `docker-${name}`,
    places,
  );

/** A program on the PATH. */
export const findProgram = (name: string, places: CliPlaces): Promise<string | undefined> =>
  firstProgram(pathFolders(places), name, places);

const firstProgram = async (
  folders: readonly string[],
  name: string,
  { platform, env }: CliPlaces,
): Promise<string | undefined> => {
  const endings = platform === 'win32' ? (env['PATHEXT'] ?? '.exe').toLowerCase().split(';') : [''];
  for (const folder of folders)
    for (const ending of endings) {
      const program = join(folder, name + ending);
      if (await canRun(program)) return program;
    }
  return undefined;
};

const canRun = (program: string): Promise<boolean> =>
  access(program, constants.X_OK).then(
    () => true,
    () => false,
  );

const pathFolders = ({ env }: CliPlaces): readonly string[] =>
  (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');

const pluginFolders = async ({ env, homedir, platform }: CliPlaces): Promise<readonly string[]> => {
  const config = env['DOCKER_CONFIG'] ?? join(homedir, '.docker');
  return [
    ...(await extraFolders(config)),
    join(config, 'cli-plugins'),
    ...(systemFolders[platform] ?? unixFolders).map((folder) =>
      folder.replace(/^%(\w+)%/, (_, variable: string) => env[variable] ?? ''),
    ),
  ];
};

const unixFolders = [
  '/usr/local/lib/docker/cli-plugins',
  '/usr/local/libexec/docker/cli-plugins',
  '/usr/lib/docker/cli-plugins',
  '/usr/libexec/docker/cli-plugins',
];

const systemFolders: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    ...unixFolders,
    '/opt/homebrew/lib/docker/cli-plugins',
    '/Applications/Docker.app/Contents/Resources/cli-plugins',
  ],
  win32: ['%ProgramData%\\Docker\\cli-plugins', '%ProgramFiles%\\Docker\\cli-plugins'],
};

const configRecord = z.object({ cliPluginsExtraDirs: z.optional(z.array(z.string())) });

const extraFolders = async (config: string): Promise<readonly string[]> => {
  const text = await readFile(join(config, 'config.json'), 'utf8').catch(() => '');
  try {
    return z.parse(configRecord, JSON.parse(text)).cliPluginsExtraDirs ?? [];
  } catch {
    // Whoever needs the rest of the file says what is wrong with it.
    return [];
  }
};
