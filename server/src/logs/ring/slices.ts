import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfCancelled } from '../../base/error.ts';

/** Requests and frames of other streams are waiting. */
const sliceMs = 5;

/** A pause for long work: lets others in once a slice is used up, and ends it when it is cancelled. */
export const slices = (signal?: AbortSignal): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    throwIfCancelled(signal);
    if (performance.now() - since < sliceMs) return;
    await nextTurn();
    throwIfCancelled(signal);
    since = performance.now();
  };
};
