import { setTimeout as delay } from 'node:timers/promises';

/** Asks until the answer is not `undefined`; for what sends no event to this side. */
export const until = async <T>(
  what: string,
  ask: () => Promise<T | undefined>,
  limitMs = 15_000,
): Promise<T> => {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) throw new Error(`${what}: not within ${String(limitMs / 1000)} s`);
    await delay(50);
  }
};
