/**
 * Sizes as Compose writes them: "64m", "1.5GiB", "2 kb", always in powers of 1024.
 * Source: compose-spec, "Specifying byte values"; docker/go-units `RAMInBytes`.
 */
const exponents: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3, t: 4, p: 5 };

export type BytesReading = { readonly bytes: number } | { readonly error: string };

/** The size in bytes, or what is wrong with it in the reference's words. */
export const readBytes = (text: string): BytesReading => {
  const match = /^(.*[0-9. ])([^0-9. ]*)$/s.exec(text);
  if (match === null) return { error: `invalid size: '${text}'` };
  const [, number = '', suffix = ''] = match;
  const plain = number.endsWith(' ') ? number.slice(0, -1) : number;
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) {
    return { error: `strconv.ParseFloat: parsing ${JSON.stringify(plain)}: invalid syntax` };
  }
  const size = Number(plain);
  if (size < 0) return { error: `invalid size: '${text}'` };
  const unit = /^(?:b|([kmgtp])(?:i?b)?)?$/.exec(suffix.toLowerCase());
  if (unit === null) return { error: `invalid suffix: '${suffix}'` };
  return { bytes: Math.trunc(size * 1024 ** (exponents[unit[1] ?? ''] ?? 0)) };
};

/** Bytes, or `undefined` for text that is no size. */
export const parseBytes = (text: string): number | undefined => {
  const reading = readBytes(text);
  return 'bytes' in reading ? reading.bytes : undefined;
};
