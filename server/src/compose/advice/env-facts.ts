import type { Origin } from '../yaml/source.ts';

/** A variable that the project's `.env` sets. */
export interface EnvEntry {
  readonly name: string;
  /** Of its name. */
  readonly origin: Origin;
}

/** The `.env` beside the project's compose files. */
export interface EnvFacts {
  /** In the order of the file, also those that are set twice. */
  readonly entries: readonly EnvEntry[];
  /** As far as can be told from what lies around it, nothing but Compose reads the file. */
  readonly isForComposeOnly: boolean;
  /** Whether any file that may use the variable has its name. */
  isMentioned(name: string): boolean;
  /** Whether a file beside those of the project has the word: another use of the folder. */
  isMentionedBeside(word: string): boolean;
}

export interface EnvTexts {
  /** Of the project's own files, but for `.env` itself. */
  readonly inputs: readonly string[];
  /** Of other files around that may use variables. */
  readonly besides: readonly string[];
}

export const envFacts = (
  entries: readonly EnvEntry[],
  { inputs, besides }: EnvTexts,
  isForComposeOnly: boolean,
): EnvFacts => {
  const own = entries[0]?.origin.source.text ?? '';
  return {
    entries,
    isForComposeOnly,
    isMentioned: (name) =>
      [...inputs, ...besides].some((text) => hasWord(text, name)) ||
      // Other variables of the file may be made of it.
      hasWord(own, name, /\$\{?$/),
    isMentionedBeside: (word) => besides.some((text) => hasWord(text, word)),
  };
};

const hasWord = (text: string, word: string, before = /(?:^|[^\w])$/): boolean => {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const isWhole = !/\w/.test(text[at + word.length] ?? '');
    if (isWhole && before.test(text.slice(Math.max(0, at - 2), at))) return true;
  }
  return false;
};
