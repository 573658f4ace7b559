import {
  lstatSync,
  readdirSync,
  readFileSync,
  statfsSync,
  statSync,
  watch,
  type FSWatcher,
  type Stats,
} from 'node:fs';
import { dirname, basename } from 'node:path';
import { systemCodeOf } from '../../base/error.ts';

/** `rename`: a name came or went; `change`: content or attributes of what has the name. */
export type SystemEvent = (kind: 'rename' | 'change', name: string | null) => void;

/**
 * One watch of the system; to be closed. What is not there ends in an error here; what goes later ends
 * silently, and is heard of by whoever watches the folder that it was in.
 */
export const listen = (
  folder: string,
  options: { readonly recursive: boolean; readonly onEvent: SystemEvent },
): FSWatcher => {
  const { recursive, onEvent } = options;
  return watch(folder, { recursive }, onEvent).on('error', close);
};

/** One function for all: there are thousands of watches. */
function close(this: FSWatcher): void {
  this.close();
}

/** Whether the system has no watch left to give: of inotify, of files that may be open. */
export const isLimit = (error: unknown): boolean =>
  ['ENOSPC', 'EMFILE'].includes(systemCodeOf(error) ?? '');

/** What has this very name, not followed if it is a link; `undefined` also where we may not look. */
export const lookAt = (path: string, platform: NodeJS.Platform): Stats | undefined => {
  try {
    const found = lstatSync(path, { throwIfNoEntry: false });
    if (found === undefined || !foldsCase(platform)) return found;
    return readdirSync(dirname(path)).includes(basename(path)) ? found : undefined;
  } catch {
    return undefined;
  }
};

/** What a path leads to, after all links; `undefined` also where we may not look. */
export const lookThrough = (path: string): Stats | undefined => {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
};

/** The folder that a path is in, or the nearest above that is there. */
export const nearestFolder = (path: string): string => {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (folder === dirname(folder)) return folder;
    if (lookThrough(folder)?.isDirectory() === true) return folder;
  }
};

/** There `a` is found also when its name is `A`. */
export const foldsCase = (platform: NodeJS.Platform): boolean =>
  platform === 'darwin' || platform === 'win32';

/** Files and links; no sockets, pipes and devices, as in a bind mount of the engine's socket. */
export const isContent = (found: { isFile(): boolean; isSymbolicLink(): boolean }): boolean =>
  found.isFile() || found.isSymbolicLink();

/** How many events wait at most before the kernel drops them, all at once and without a word to us. */
export const queueLimit = (): number => {
  try {
    const text = readFileSync('/proc/sys/fs/inotify/max_queued_events', 'utf8');
    const limit = Number.parseInt(text, 10);
    return limit > 0 ? limit : defaultQueueLimit;
  } catch {
    return defaultQueueLimit;
  }
};
const defaultQueueLimit = 16_384;

/** File systems whose files others may change unheard: see statfs(2) for the numbers. */
const unheard: ReadonlySet<number> = new Set([
  0x01021997, // 9p: drives of Windows in WSL
  0x6969, // NFS
  0x517b, // SMB
  0xfe534d42, // SMB2
  0xff534d42, // CIFS
  0x786f4256, // shared folders of VirtualBox
  0x7c7c6673, // of Parallels
  0xbacbacbc, // of VMware
]);

export const isUnheard = (path: string, platform: NodeJS.Platform): boolean => {
  if (platform !== 'linux') return false;
  try {
    return unheard.has(statfsSync(path).type);
  } catch {
    const parent = dirname(path);
    return parent !== path && isUnheard(parent, platform);
  }
};
