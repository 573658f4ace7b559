import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { HyperBoxError } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';

/** Whose files are: what a container's processes run as, in numbers. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The user that a container's own command runs as. Names are looked up in the container's files, as
 * the engine does it when it starts a process; what they do not know is root.
 */
export const ownerIn = async (
  engine: Engine,
  containerId: string,
  options: { readonly user: string; readonly signal: AbortSignal },
): Promise<Owner> => {
  const { user, signal } = options;
  if (/^(0|root)?$/.test(user)) return { uid: 0, gid: 0 };
  if (/^\d+:\d+$/.test(user)) return parseOwner(user, { passwd: '', group: '' });
  const read = (path: string): Promise<string> => readText(engine, { containerId, path, signal });
  const passwd = await read('/etc/passwd');
  return parseOwner(user, {
    passwd,
    group: /:\D/.test(user) ? await read('/etc/group') : '',
  });
};

/** `node`, `1000`, `node:staff` or `1000:50`, by the texts of the two files. */
export const parseOwner = (
  user: string,
  files: { readonly passwd: string; readonly group: string },
): Owner => {
  const [name = '', groupName] = user.split(':');
  const row = rowsOf(files.passwd).find(([login, , uid]) => login === name || uid === name);
  const uid = idOf(name) ?? idOf(row?.[2]) ?? 0;
  if (groupName === undefined) return { uid, gid: idOf(row?.[3]) ?? 0 };
  const group = rowsOf(files.group).find(([known]) => known === groupName);
  return { uid, gid: idOf(groupName) ?? idOf(group?.[2]) ?? 0 };
};

const rowsOf = (text: string): readonly (readonly string[])[] =>
  text.split('\n').map((line) => line.trim().split(':'));

const idOf = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;

/** Empty where there is no such file: an image of one program has none. */
const readText = async (
  engine: Engine,
  file: { readonly containerId: string; readonly path: string; readonly signal: AbortSignal },
): Promise<string> => {
  let tar: Readable;
  try {
    tar = await engine.containers.copyOut(file.containerId, file.path, file.signal);
  } catch (error) {
    if (error instanceof HyperBoxError && error.code === 'not-found') return '';
    throw error;
  }
  const unpacked = extract();
  let text = '';
  await Promise.all([
    // Its streams are not Node's own, but behave as such.
    pipeline(tar, unpacked as unknown as Writable, { signal: file.signal }),
    (async () => {
      for await (const entry of unpacked) {
        for await (const part of entry as AsyncIterable<Buffer>) text += part.toString('utf8');
      }
    })(),
  ]);
  return text;
};
