import { access, constants, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import * as z from 'zod/mini';

export interface BuildxPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homedir: string;
  readonly platform: NodeJS.Platform;
}

/**
 * The program of the docker CLI's buildx plugin, looked for where the CLI looks. It is run by itself
 * and not through `docker`: it then gets the signal that ends it, and there need not be a CLI.
 * Source: docker/cli, cli-plugins/manager.
 */
export const findBuildx = async (places: BuildxPlaces): Promise<string | undefined> => {
  const name = places.platform === 'win32' ? 'docker-buildx.exe' : 'docker-buildx';
  for (const folder of await pluginFolders(places)) {
    const program = join(folder, name);
    const runs = await access(program, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return program;
  }
  return undefined;
};

const pluginFolders = async ({
  env,
  homedir,
  platform,
}: BuildxPlaces): Promise<readonly string[]> => {
  const config = env['DOCKER_CONFIG'] ?? join(homedir, '.docker');
  return [
    ...(await extraFolders(config)),
    join(config, 'cli-plugins'),
    ...(systemFolders[platform] ?? unixFolders).map((folder) =>
      folder.replace(/^%(\w+)%/, (_, variable: string) => env[variable] ?? ''),
    ),
    ...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
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
    // Whoever cannot read the file either says what is wrong with it.
    return [];
  }
};
