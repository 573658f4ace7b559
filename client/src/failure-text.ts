import { t } from './base/l10n.ts';

/** The name of what has this id, where we know it. */
export type NameOf = (id: string) => string | undefined;

export interface FailureWords {
  readonly message: string;
  readonly hint?: string | undefined;
  /** What was printed before it failed; all of it goes to the log. */
  readonly output?: readonly string[] | undefined;
  readonly nameOf?: NameOf | undefined;
}

/** What a toast says of a failure: what failed, as a sentence, its last words, and what to do. */
export const failureText = ({ message, hint, output, nameOf }: FailureWords): string =>
  [sentence(withoutEcho(shortenIds(message, nameOf))), lastWords(output), hint]
    .filter(Boolean)
    .join(' ');

const mostWords = 160;

/** The last line says most often why. */
const lastWords = (output: readonly string[] = []): string | undefined => {
  const line = output.findLast((text) => text.trim() !== '')?.trim();
  if (line === undefined) return undefined;
  return t('It said last: “{0}”.', line.length > mostWords ? `${line.slice(0, mostWords)}…` : line);
};

export const sentence = (text: string): string => (/[.!?…]["')]?$/.test(text) ? text : `${text}.`);

/** Engines put whole ids in their messages; people know the name, or else the first twelve digits. */
export const shortenIds = (text: string, nameOf?: NameOf): string =>
  text.replace(
    /\b(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}\b/g,
    (id, short: string) => nameOf?.(id) ?? short,
  );

/** Registries give the name of an error and its text, which often are the same words. */
const withoutEcho = (text: string): string => text.replace(/: ([^:]+): \1$/, ': $1');
