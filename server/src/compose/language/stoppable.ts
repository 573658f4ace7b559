import type { JudgeOptions } from './judge.ts';

/** A load looks at the signal where it takes a next file, and a judgement where it starts a next load. */
export const stoppable = <Options extends JudgeOptions>(
  options: Options,
  signal: AbortSignal,
): Options => ({
  ...options,
  loadCompose: async (request, readText) => {
    signal.throwIfAborted();
    return options.loadCompose(request, readText);
  },
  readText: async (path) => {
    signal.throwIfAborted();
    return options.readText(path);
  },
});
