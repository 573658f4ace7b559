import type { Readable, Writable } from 'node:stream';
import { extract } from 'tar-stream';
import { HyperBoxError, throwIfCancelled } from '../../base/error.ts';
import type { Engine } from '../../engines/contract.ts';

export interface ContainerFile {
  readonly engine: Engine;
  readonly containerId: string;
  readonly path: string;
  /** A file that is longer is not read. */
  readonly maxBytes: number;
}

const nothingThere: ReadonlySet<string> = new Set(['not-found', 'engine-failed']);

/** The text of one file of a container, whether it runs or not; `undefined` when there is none. */
export const containerText = async (
  { engine, containerId, path, maxBytes }: ContainerFile,
  signal: AbortSignal,
): Promise<string | undefined> => {
  try {
    const found = await engine.containers.stat(containerId, path, signal);
    if (found?.kind !== 'file' || found.sizeBytes > maxBytes) return undefined;
    return await onlyText(await engine.containers.copyOut(containerId, path, signal));
  } catch (error) {
    throwIfCancelled(signal);
    if (error instanceof HyperBoxError && nothingThere.has(error.code)) return undefined;
    throw error;
  }
};

const onlyText = async (tar: Readable): Promise<string | undefined> => {
  const unpacked = extract();
  tar.on('error', (error) => {
    unpacked.destroy(error);
  });
  // Its streams are not Node's own, but behave as such.
  tar.pipe(unpacked as unknown as Writable);
  try {
    for await (const entry of unpacked) {
      const parts: Buffer[] = [];
      for await (const part of entry as AsyncIterable<Buffer>) parts.push(part);
      return Buffer.concat(parts).toString('utf8');
    }
    return undefined;
  } finally {
    tar.destroy();
  }
};
