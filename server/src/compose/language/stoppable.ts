import type { Pause } from '../load-contract.ts';
import type { JudgeOptions } from './judge.ts';

interface Stop {
  readonly signal: AbortSignal;
  readonly pause?: Pause;
}

/**
 * A load looks at the signal where it takes a next file and where it pauses, and a judgement where it
 * starts a next load.
 */
export const stoppable = <Options extends JudgeOptions>(
  options: Options,
  { signal, pause }: Stop,
): Options => ({
  ...options,
  loadCompose: async (request, readText) => {
    signal.throwIfAborted();
    return options.loadCompose(request, readText, async () => {
      await pause?.();
      signal.throwIfAborted();
    });
  },
  readText: async (path) => {
    signal.throwIfAborted();
    return options.readText(path);
  },
});
