import { toDisposable, type Disposable } from '../base/disposable.ts';
import { systemCodeOf } from '../base/error.ts';

const intervalMs = 3000;

/** Calls back once when the process is gone, as LSP asks of a server whose client crashed. */
export const watchProcess = (processId: number, onGone: () => void): Disposable => {
  const timer = setInterval(() => {
    if (isAlive(processId)) return;
    clearInterval(timer);
    onGone();
  }, intervalMs);
  timer.unref();
  return toDisposable(() => {
    clearInterval(timer);
  });
};

const isAlive = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It lives, but is somebody else's.
    return systemCodeOf(error) === 'EPERM';
  }
};
