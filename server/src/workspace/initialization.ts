import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  defaultSettings,
  initializationSchema,
  type Initialization,
} from '#shared/protocol/workspace';
import type { Platform } from '../platform.ts';
import { readEditorSettings } from './editor-settings.ts';

/** The parts of LSP's `InitializeParams` that tell about the workspace. */
export interface InitializeRecord {
  readonly initializationOptions?: unknown;
  readonly workspaceFolders?: readonly { readonly uri: string }[] | null;
  readonly rootUri?: string | null;
}

/**
 * What the server starts with. A client of ours sends all of it in `initializationOptions`; any other
 * gets the default settings or what it says of compose files, its own workspace folders, a state folder of the user's, and
 * the trust that the server was started with: it cannot say.
 */
export const parseInitialization = (
  record: InitializeRecord,
  { platform, trusted }: { readonly platform: Platform; readonly trusted: boolean },
): Initialization => {
  const parsed = initializationSchema.safeParse(record.initializationOptions);
  if (parsed.success) return parsed.data;
  const uris =
    record.workspaceFolders?.map((folder) => folder.uri) ??
    (typeof record.rootUri === 'string' ? [record.rootUri] : []);
  const initialization = defaultInitialization(uris.flatMap(toPath), { platform, trusted });
  const own = readEditorSettings(record.initializationOptions);
  return own === undefined ? initialization : { ...initialization, settings: own.settings };
};

/** For doors without an `initialize` request: `hb`, a socket. */
export const defaultInitialization = (
  folders: readonly string[],
  options: { readonly platform: Platform; readonly trusted: boolean },
): Initialization => ({
  settings: defaultSettings,
  trusted: options.trusted,
  folders: [...folders],
  stateFolder: defaultStateFolder(folders, options.platform),
});

const toPath = (uri: string): string[] => {
  try {
    return [fileURLToPath(uri)];
  } catch {
    // Folders that are not on this machine (`vscode-vfs://…`) hold nothing that could be run here.
    return [];
  }
};

/** One folder a workspace, in the user's state directory (XDG Base Directory Specification). */
const defaultStateFolder = (folders: readonly string[], platform: Platform): string => {
  const key = createHash('sha256').update(folders.join('\n')).digest('hex').slice(0, 16);
  return join(userStateFolder(platform), 'workspaces', key);
};

/** What all windows of a user share. */
export const userStateFolder = (platform: Platform): string =>
  join(stateHome(platform), 'hyperbox');

const stateHome = ({ name, environment, homeFolder }: Platform): string => {
  if (name === 'win32') return environment['LOCALAPPDATA'] ?? join(homeFolder, 'AppData', 'Local');
  if (name === 'darwin') return join(homeFolder, 'Library', 'Application Support');
  const configured = environment['XDG_STATE_HOME'];
  return configured === undefined || configured === ''
    ? join(homeFolder, '.local', 'state')
    : configured;
};
