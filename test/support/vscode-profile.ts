import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../scripts/setup/run.mjs';
import { calmSettings } from '../../scripts/setup/vscode-settings.ts';
import { serverArgs } from '../../scripts/setup/vscode-server.ts';

export type Theme = 'dark' | 'light' | 'hc';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
} satisfies Record<Theme, string>;

/** Nothing that covers or delays what a test looks at. */
const quiet = {
  ...calmSettings,
  'editor.cursorBlinking': 'solid',
  'files.simpleDialog.enable': true,
};

/** The folders of one VS Code that shares nothing with any other. */
export interface Profile {
  readonly dataFolder: string;
  readonly extensionsFolder: string;
  readonly remove: () => Promise<void>;
}

export async function createProfile(options: {
  readonly theme: Theme;
  readonly settings?: Readonly<Record<string, unknown>>;
}): Promise<Profile> {
  const root = await mkdtemp(path.join(tmpdir(), 'hyperbox-vscode-'));
  const dataFolder = path.join(root, 'data');
  const extensionsFolder = path.join(root, 'extensions');
  const user = path.join(dataFolder, 'data', 'User');
  await mkdir(user, { recursive: true });
  await mkdir(extensionsFolder);
  const settings = { ...quiet, 'workbench.colorTheme': themes[options.theme], ...options.settings };
  await writeFile(path.join(user, 'settings.json'), JSON.stringify(settings, undefined, 2));
  return {
    dataFolder,
    extensionsFolder,
    // The server's last writes may come after its end: a folder that is not empty yet is tried again.
    remove: () => rm(root, { recursive: true, force: true, maxRetries: 10 }),
  };
}

/** As a user installs it: with the command line of that VS Code. */
export async function installVsix(options: {
  readonly installation: string;
  readonly profile: Profile;
  readonly vsix: string;
}): Promise<void> {
  const { dataFolder, extensionsFolder } = options.profile;
  const args = serverArgs({
    installation: options.installation,
    dataFolder,
    extensionsFolder,
    port: 0,
  });
  await run(process.execPath, [...args, '--install-extension', options.vsix], {
    timeoutMs: 60_000,
  });
}
