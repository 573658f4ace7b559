import { t } from '../../base/l10n.ts';

/** Checks of what a person types: a message when it will not do, so that the form can say it. */
export type Check = (text: string) => string | undefined;

export const checkNotEmpty: Check = (text) => (text === '' ? t('Type something.') : undefined);

/** What the engines accept as the name of a container, volume or network. */
export const checkName: Check = (text) =>
  /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)
    ? undefined
    : t(
        'A name has at least two letters, digits, "_", "." or "-", and starts with a letter or digit.',
      );

export const optional =
  (check: Check): Check =>
  (text) =>
    text === '' ? undefined : check(text);

/** Good enough to catch slips; the engine knows the whole grammar. */
export const checkReference: Check = (text) =>
  /^[a-z0-9][a-z0-9._\-/:]*(?::[\w][\w.-]*)?(?:@sha256:[0-9a-f]{64})?$/i.test(text)
    ? undefined
    : t('This is no image name. Examples: redis:7, ghcr.io/owner/name:tag.');

export const checkContainerPath: Check = (text) =>
  text.startsWith('/') ? undefined : t('A path in a container starts with "/".');

const port =
  /^(?:(?:[\d.]+|\[[\da-f:]+\]):)?(?:\d{1,5}(?:-\d{1,5})?:)?\d{1,5}(?:-\d{1,5})?(?:\/(?:tcp|udp|sctp))?$/i;

/** The last two parts, without the address before them and the protocol behind. */
const portNumbers = (word: string): readonly number[] =>
  word
    .replace(/\/\w+$/, '')
    .replace(/^(?:\d+(?:\.\d+){3}|\[.*\]):/, '')
    .split(/[:-]/)
    .map(Number);

/** A name that none of `others` has. */
export const checkNewName =
  (others: readonly string[]): Check =>
  (text) =>
    checkName(text) ??
    (others.includes(text) ? t('There is one of this name already.') : undefined);

export const checkPorts: Check = (text) =>
  firstBad(
    words(text),
    (word) =>
      port.test(word) && portNumbers(word).every((number) => number >= 1 && number <= 65535),
    (word) => t('"{0}" is no port. Examples: 8080:80, 53:53/udp, 127.0.0.1:5432:5432.', word),
  );

export const checkVolumes: Check = (text) =>
  firstBad(
    words(text),
    (word) => /^.+:\/.*$/.test(word) || word.startsWith('/'),
    (word) => t('"{0}" is no volume. Examples: data:/var/lib/data, /home/me/site:/srv:ro.', word),
  );

export const checkEnvironment: Check = (text) =>
  firstBad(
    words(text),
    (word) => /^[^=\s]+=/.test(word),
    (word) => t('"{0}" is no variable. Example: NAME=value.', word),
  );

const firstBad = (
  list: readonly string[] | undefined,
  good: (word: string) => boolean,
  say: (word: string) => string,
): string | undefined => {
  if (list === undefined) return t('A quote is not closed.');
  const bad = list.find((word) => !good(word));
  return bad === undefined ? undefined : say(bad);
};

/**
 * Words as a shell would part them: blanks part, quotes keep together, a backslash takes the next
 * sign as it is. Nothing is expanded. `undefined` when a quote is not closed.
 */
export const words = (text: string): readonly string[] | undefined => {
  const result: string[] = [];
  let word: string | undefined;
  let quote: string | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (sign === '\\' && quote !== "'" && index + 1 < text.length) {
      index += 1;
      word = (word ?? '') + text.charAt(index);
    } else if (quote !== undefined) {
      if (sign === quote) quote = undefined;
      else word = (word ?? '') + sign;
    } else if (sign === '"' || sign === "'") {
      quote = sign;
      word ??= '';
    } else if (/\s/.test(sign)) {
      if (word !== undefined) result.push(word);
      word = undefined;
    } else {
      word = (word ?? '') + sign;
    }
  }
  if (quote !== undefined) return undefined;
  return word === undefined ? result : [...result, word];
};
