import { basename } from 'node:path';
import type { ContainerId } from '#shared/protocol/ids';
import { HyperBoxError } from '../base/error.ts';
import type { WorkContext } from '../base/progress.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import { byteProgress } from './byte-progress.ts';
import { packTar } from './pack-tar.ts';

/**
 * Copies a host file or folder into a folder of a container. The engine unpacks while it receives, so
 * a cancelled copy may leave a part of it there; the error says under which name.
 */
export const copyIn = async (
  request: {
    readonly containerId: ContainerId;
    readonly hostPath: string;
    readonly containerFolder: string;
  },
  { signal, progress }: WorkContext,
  connection: EngineConnection,
): Promise<void> => {
  const { containerId, hostPath, containerFolder } = request;
  const { containers } = connection.require();
  let onBytes: (count: number) => void = () => undefined;
  const tar = await packTar(hostPath, {
    signal,
    onBytes: (count) => {
      onBytes(count);
    },
  });
  onBytes = byteProgress(`Copying ${hostPath}`, progress, tar.totalBytes);
  try {
    await containers.copyIn(containerId, containerFolder, tar.stream, signal);
  } catch (error) {
    if (!signal.aborted) throw error;
    const left = `${containerFolder.replace(/\/+$/, '')}/${basename(hostPath)}`;
    throw new HyperBoxError('cancelled', `The copy was cancelled; a part may be in ${left}.`);
  } finally {
    tar.stream.destroy();
  }
};
