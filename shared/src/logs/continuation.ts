import { levelOf } from './level.ts';
import { frames, headless, pairs } from './traces/patterns.ts';
import { isException } from './traces/exception.ts';

/**
 * Whether a line belongs to the one before it of the same source, as the lines of a stack trace do:
 * a filter shows both or neither, and the level of the first is that of all. `previous` is the line
 * before it, blank ones left out; where it is not known, only what can be nothing else belongs to it.
 * Both are plain text.
 */
export const isContinuation = (text: string, previous?: string): boolean => {
  if (frames.test(text)) return true;
  if (previous === undefined) return false;
  const first = text.trimStart();
  if (first === '') return isWithinTrace(previous);
  if (isIndented(text)) return goesInward(text, previous);
  return (
    pairs.some((pair) => pair.text.test(text) && pair.previous.test(previous)) ||
    followsReport(text, previous)
  );
};

/** One blank goes before much; more of them, and something that is no bullet, is of what is above. */
const isIndented = (text: string): boolean =>
  /^(?:\t| {4}| {2,3}[\w"'()[\]{}|^~+.#@<>\\-])/.test(text);

/** A level begins a line of its own, but exceptions have exceptions in them. */
const goesInward = (text: string, previous: string): boolean =>
  levelOf(text) === 'none' ||
  (isException(text.trimStart()) && opensMore(previous)) ||
  followsReport(text, previous);

const opensMore = (previous: string): boolean => /^\s|[[{(:]\s*$/.test(previous);

/** Blank lines are of a trace when they are within it; else they separate. */
const isWithinTrace = (previous: string): boolean =>
  /^\s/.test(previous) || headless.test(previous) || isException(previous);

/** Loggers report an error in a line of theirs, and the exception in those after it. */
const followsReport = (text: string, previous: string): boolean =>
  isException(text) && !isException(previous) && alarming.has(levelOf(previous));

const alarming = new Set(['fatal', 'error']);
