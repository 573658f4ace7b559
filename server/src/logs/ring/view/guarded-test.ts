import { createContext, Script, type Context } from 'node:vm';
import type { Pattern } from '#shared/logs/query';
import { HyperBoxError } from '../../../base/error.ts';

/** What a pattern of a sane person needs for some hundred lines is a thousandth of this. */
const timeoutMs = 250;

/**
 * Tests some hundred texts with a regular expression that somebody has typed. Those that can
 * backtrack without end are refused before; one that takes long all the same would stop the whole server,
 * so it is ended, and refused from then on with `timeout`.
 */
export class GuardedTest {
  readonly #pattern: Pattern;
  #isRefused = false;

  constructor(pattern: Pattern) {
    this.#pattern = pattern;
  }

  test(texts: readonly string[]): readonly boolean[] {
    if (this.#isRefused) throw tooSlow();
    let found: readonly boolean[] = [];
    guard.work = () => {
      found = texts.map((text) => this.#pattern.test(text));
    };
    try {
      script.runInContext(context(), { timeout: timeoutMs });
    } catch (error) {
      if (!isTimeout(error)) throw error;
      this.#isRefused = true;
      throw tooSlow();
    } finally {
      guard.work = undefined;
    }
    return found;
  }
}

/** The only way to end a regular expression from outside is to have it run as a script with a limit. */
const script = new Script('work()');
const guard: { work: (() => void) | undefined } = { work: undefined };
let guardContext: Context | undefined;
const context = (): Context => (guardContext ??= createContext(guard));

/** It comes from the other context, whose `Error` is not ours. */
const isTimeout = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  error.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT';

const tooSlow = (): HyperBoxError =>
  new HyperBoxError('timeout', 'This regular expression takes too long.', {
    hint: 'Several repetitions of the same, such as .*.*.*, try out all ways to match: take some of them out.',
  });
