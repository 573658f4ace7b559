import type { LogQuery } from '#shared/logs/filter';

/** Finds in the bytes of many lines where a query may match, without decoding them. */
export interface Sieve {
  /** A hit is a match, not only a place to look at. */
  readonly isExact: boolean;
  /** How long a hit is, at least. */
  readonly length: number;
  /** The next hit from a byte on, or -1. */
  next(from: number): number;
}

export type SieveOf = (bytes: Buffer) => Sieve;

/** What bytes can tell of a query; `undefined` when nothing. */
export const sieveFor = ({ text, regex, matchCase }: LogQuery): SieveOf | undefined => {
  // What is no UTF-8 is decoded to U+FFFD, which is then not in the bytes; nor is half a pair.
  if (regex || /[\ufffd\p{Surrogate}]/u.test(text)) return undefined;
  if (matchCase) {
    const needle = Buffer.from(text);
    return (bytes) => ({
      isExact: true,
      length: needle.length,
      next: (from) => bytes.indexOf(needle, from),
    });
  }
  const isAscii = /^[ -~]+$/.test(text);
  const [run] = (text.match(/[ -~]+/g) ?? []).sort((a, b) => b.length - a.length);
  if (run === undefined) return undefined;
  const source = run
    .replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
    .replaceAll(/[ks]/gi, (letter) => (isAscii ? letter : foldings(letter)));
  const expression = new RegExp(source, 'gi');
  return (bytes) => {
    // One character a byte, so that a place in the text is one in the bytes.
    const latin1 = bytes.toString('latin1');
    return {
      isExact: isAscii,
      length: run.length,
      next(from) {
        expression.lastIndex = from;
        return expression.exec(latin1)?.index ?? -1;
      },
    };
  };
};

/** Unicode's case folding takes the Kelvin sign for a k and the long s for an s; here as UTF-8. */
const foldings = (letter: string): string =>
  letter.toLowerCase() === 'k' ? '(?:k|\u00e2\u0084\u00aa)' : '(?:s|\u00c5\u00bf)';
