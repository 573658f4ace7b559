import type { Disposable } from '../base/disposable.ts';
import { HyperBoxError } from '../base/error.ts';

/**
 * Subscribes, answers with the first value heard, and passes on the later ones only after that answer
 * has left: a change that overtook the list that it changes would be lost on the other side.
 */
export const answerThenFollow = async <Value>(options: {
  readonly subscribe: (listener: (value: Value) => void) => Disposable;
  readonly follow: (value: Value) => void;
  readonly hold: (subscription: Disposable) => void;
  readonly signal: AbortSignal;
}): Promise<Value> => {
  const early: Value[] = [];
  let phase: 'first' | 'early' | 'open' = 'first';
  return await new Promise<Value>((resolve, reject) => {
    const open = (): void => {
      phase = 'open';
      for (const value of early.splice(0)) options.follow(value);
    };
    const subscription = options.subscribe((value) => {
      if (phase === 'open') options.follow(value);
      else if (phase === 'early') early.push(value);
      else {
        phase = 'early';
        resolve(value);
        setImmediate(open);
      }
    });
    options.hold(subscription);
    options.signal.addEventListener('abort', () => {
      if (phase !== 'first') return;
      subscription.dispose();
      reject(new HyperBoxError('cancelled', 'Cancelled.'));
    });
  });
};
