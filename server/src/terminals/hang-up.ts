import type { Engine } from '../engines/contract.ts';

// `$1` is in the environment of everything that was started in the terminal, and of nothing else.
// Without `-F`: busybox reads fixed strings up to the first NUL only, and these files are full of them.
const script =
  'for file in $(grep -ls "$1" /proc/[0-9]*/environ); do file=${file%/environ}; kill -HUP "${file#/proc/}"; done';

/**
 * What closing a terminal does to its processes elsewhere: an engine drops the connection and leaves
 * them running for as long as the container does. An image without a shell or `grep` keeps them.
 */
export const hangUpProcesses = async (engine: Engine, id: string, mark: string): Promise<void> => {
  try {
    await engine.containers.exec(id, { command: ['/bin/sh', '-c', script, 'hang-up', mark] });
  } catch {
    // The container is gone, and they with it.
  }
};
