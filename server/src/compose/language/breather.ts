import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Pause } from '../load-contract.ts';

/** Nobody notices that they wait so long. */
const maxTurnMs = 15;

/** A pause that lets in who waits, a key or a question, once the work has taken a while. */
export const breather = (): Pause => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < maxTurnMs) return;
    await nextTurn();
    since = performance.now();
  };
};
