import { InvalidArgumentError } from 'commander';

/** One option of a command: how it is written, and what becomes of it. */
export interface OptionRow<T> {
  /** As commander and the help write it: `-n, --tail <lines>`. */
  readonly flags: string;
  readonly summary: string;
  readonly initial: T;
  /** All that may be written, as it is. */
  readonly choices?: readonly string[];
  /** Makes a value of what was written, and of what was before it. */
  readonly read?: (text: string, before: T) => T;
}

/** The values of a record of options. */
export type OptionsOf<Rows> = {
  readonly [K in keyof Rows]: Rows[K] extends OptionRow<infer T> ? T : never;
};

export const flag = (flags: string, summary: string): OptionRow<boolean> => ({
  flags,
  summary,
  initial: false,
});

export const text = (flags: string, summary: string): OptionRow<string | undefined> => ({
  flags,
  summary,
  initial: undefined,
  read: (value) => value,
});

/** May be given several times. */
export const list = (flags: string, summary: string): OptionRow<readonly string[]> => ({
  flags,
  summary,
  initial: [],
  read: (value, before) => [...before, value],
});

export const oneOf = <const Choice extends string>(
  flags: string,
  summary: string,
  choices: readonly [Choice, ...Choice[]],
): OptionRow<Choice> => ({
  flags,
  summary,
  initial: choices[0],
  choices,
});

/** `parse` says `undefined` to what it cannot read; `expected` tells the user what it can. */
export const parsed = <T>(
  flags: string,
  summary: string,
  {
    parse,
    expected,
  }: { readonly parse: (text: string) => T | undefined; readonly expected: string },
): OptionRow<T | undefined> => ({
  flags,
  summary,
  initial: undefined,
  read: (value) => {
    const result = parse(value);
    if (result === undefined) throw new InvalidArgumentError(`It must be ${expected}.`);
    return result;
  },
});

/** `name=value`, collected by name. */
export const pairs = <T>(
  flags: string,
  summary: string,
  {
    parse,
    expected,
  }: {
    readonly parse: (text: string) => readonly [string, T] | undefined;
    readonly expected: string;
  },
): OptionRow<Readonly<Record<string, T>>> => ({
  flags,
  summary,
  initial: {},
  read: (value, before) => {
    const pair = parse(value);
    if (pair === undefined) throw new InvalidArgumentError(`It must be ${expected}.`);
    return { ...before, [pair[0]]: pair[1] };
  },
});
