import { HyperBoxError } from '../base/error.ts';
import type { Engine } from '../engines/contract.ts';

/** In order of preference. Many small images have no `/bin/sh` in `PATH` but a busybox of their own. */
const shells: readonly (readonly string[])[] = [
  ['/bin/bash'],
  ['/usr/bin/bash'],
  ['/bin/zsh'],
  ['/bin/ash'],
  ['/bin/sh'],
  ['/usr/bin/sh'],
  ['/busybox/sh'],
  ['/bin/busybox', 'sh'],
  ['/busybox', 'sh'],
];

/**
 * The first shell that the container has. All are tried at once, since each try is a round trip; a
 * program that is missing is an exit code of 126 or 127, or an error, depending on the engine.
 */
export const findShell = async (
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const tries = await Promise.allSettled(
    shells.map((shell) =>
      engine.containers.exec(id, { command: [...shell, '-c', 'exit 0'] }, signal),
    ),
  );
  const found = shells.find((_, index) => {
    const outcome = tries[index];
    return outcome?.status === 'fulfilled' && outcome.value.exitCode === 0;
  });
  if (found !== undefined) return found;
  for (const outcome of tries) {
    if (outcome.status === 'rejected' && isAboutContainer(outcome.reason)) throw outcome.reason;
  }
  throw new HyperBoxError('unsupported', 'This image has no shell.', {
    hint: 'Copy a static busybox into its folder / (“Copy Files into Container”) and try again.',
  });
};

const isAboutContainer = (error: unknown): boolean =>
  error instanceof HyperBoxError &&
  ['conflict', 'not-found', 'cancelled', 'engine-unavailable'].includes(error.code);
