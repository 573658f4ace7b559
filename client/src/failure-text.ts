/** The name of what has this id, where we know it. */
export type NameOf = (id: string) => string | undefined;

export interface FailureWords {
  readonly message: string;
  readonly hint?: string | undefined;
  readonly nameOf?: NameOf | undefined;
}

/** What a toast says of a failure: what failed, as a sentence, and then what to do about it. */
export const failureText = ({ message, hint, nameOf }: FailureWords): string =>
  [sentence(withoutEcho(shortenIds(message, nameOf))), hint].filter(Boolean).join(' ');

export const sentence = (text: string): string => (/[.!?…]["')]?$/.test(text) ? text : `${text}.`);

/** Engines put whole ids in their messages; people know the name, or else the first twelve digits. */
export const shortenIds = (text: string, nameOf?: NameOf): string =>
  text.replace(
    /\b(?:sha256:)?([0-9a-f]{12})[0-9a-f]{52}\b/g,
    (id, short: string) => nameOf?.(id) ?? short,
  );

/** Registries give the name of an error and its text, which often are the same words. */
const withoutEcho = (text: string): string => text.replace(/: ([^:]+): \1$/, ': $1');
