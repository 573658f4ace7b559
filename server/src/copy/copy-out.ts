import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ContainerId } from '#shared/protocol/ids';
import { HyperBoxError, throwIfCancelled } from '../base/error.ts';
import type { WorkContext } from '../base/progress.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { byteProgress } from './byte-progress.ts';
import { extractTar } from './extract-tar.ts';
import { moveInto } from './move-into.ts';

/**
 * Copies a file or folder of a container into a folder of the host. It is unpacked beside its place
 * first and moved there when it is whole, so that a cancelled copy leaves nothing behind.
 */
export const copyOut = async (
  request: {
    readonly containerId: ContainerId;
    readonly containerPath: string;
    readonly hostFolder: string;
  },
  { signal, progress }: WorkContext,
  connection: EngineConnection,
): Promise<void> => {
  const { containerId, containerPath, hostFolder } = request;
  await requireFolder(hostFolder);
  const { containers } = connection.require();
  const tar = await containers.copyOut(containerId, containerPath, signal);
  const staging = await mkdtemp(join(hostFolder, '.hyperbox-copy-'));
  try {
    const onBytes = byteProgress(`Copying ${containerPath}`, progress);
    await extractTar(tar, staging, { signal, onBytes });
    throwIfCancelled(signal);
    await moveInto(staging, hostFolder);
  } catch (error) {
    throwIfCancelled(signal);
    throw error;
  } finally {
    tar.destroy();
    await rm(staging, { recursive: true, force: true });
  }
};

const requireFolder = async (path: string): Promise<void> => {
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory() === true) return;
  throw new HyperBoxError('not-found', `There is no folder "${path}" on this machine.`);
};
