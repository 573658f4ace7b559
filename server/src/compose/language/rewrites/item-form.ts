import { plainText, type Plain } from './plain.ts';

/** The two ways of writing one item of a list. */
export interface ItemForm {
  readonly noun: string;
  /** `undefined` where the long form cannot say the same. */
  toLong(short: string): Readonly<Record<string, unknown>> | undefined;
  /** A short form that may say the same: it counts when its long form does. */
  toShort(long: Readonly<Record<string, Plain>>): string;
  /** What the long form means where it says nothing. */
  readonly defaults: Readonly<Record<string, string>>;
  /** Whether people quote the short form. */
  readonly quoted?: boolean;
}

const named = (
  noun: string,
  key: string,
  defaults: Readonly<Record<string, string>>,
): ItemForm => ({
  noun,
  toLong: (text) => (text === '' ? undefined : { [key]: text }),
  toShort: ({ [key]: value }) => plainText(value),
  defaults,
});

export const secretForm = named('secret', 'source', {});
export const configForm = named('config', 'source', {});
export const envFileForm = named('env file', 'path', { required: 'true' });
