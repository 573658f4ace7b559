import { posix } from 'node:path';
import type { ContainerId } from '#shared/protocol/ids';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';
import type { Layers } from './layers.ts';

export interface InContainer {
  readonly containerId: ContainerId;
  readonly path: string;
}

/** The file that a program's own container has where it says: an installed package, say. */
export const fileInContainer = async (
  text: string,
  {
    engine,
    containerId,
    layers,
  }: { readonly engine: Engine; readonly containerId: ContainerId; readonly layers: Layers },
  signal: AbortSignal,
): Promise<InContainer | undefined> => {
  const named = text.replace(/^file:\/\/(?:localhost)?(?=\/)/i, '');
  // A name with a scheme is a bundler's, or a part of the program itself: node:fs.
  if (/^[a-z][\w+.-]+:/i.test(named) || named.startsWith('<')) return undefined;
  const paths = named.startsWith('/')
    ? [posix.normalize(named)]
    : layers.workingDirs.map((folder) => posix.join(folder, named));
  for (const path of paths) {
    try {
      const found = await engine.containers.stat(containerId, path, signal);
      if (found?.kind === 'file') return { containerId, path };
    } catch (error) {
      throwIfCancelled(signal);
      if (!(error instanceof HyperBoxError)) throw error;
    }
  }
  return undefined;
};
