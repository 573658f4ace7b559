import { posix } from 'node:path';
import { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { Engine } from '../../engines/contract.ts';
import type { CopiedFile } from './spec/context.ts';

/** Puts secrets and configs into a container that is created and not yet started. */
export const copyFiles = async (
  engine: Engine,
  id: string,
  files: readonly CopiedFile[],
): Promise<void> => {
  if (files.length === 0) return;
  const tar = pack();
  // Their folders need not be there, so everything is unpacked from the root.
  const folders = new Set(files.flatMap(({ path }) => parentsOf(path)));
  for (const name of folders) tar.entry({ name: `${name}/`, type: 'directory', mode: 0o755 });
  for (const { path, content, uid, gid, mode } of files)
    tar.entry({ name: path.slice(1), uid, gid, mode, mtime: new Date(0) }, content);
  tar.finalize();
  await engine.containers.copyIn(id, '/', Readable.from(tar));
};

/** `/run/secrets/key` lies in `run` and `run/secrets`. */
const parentsOf = (path: string): readonly string[] => {
  const parts = posix
    .dirname(path)
    .split('/')
    .filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
};
