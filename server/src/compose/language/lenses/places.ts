import { isMap, isScalar, type Pair } from 'yaml';
import type { Origin } from '../../yaml/source.ts';
import type { SyntaxFile } from '../syntax/syntax.ts';

/** Where lenses stand: at the key of a service, or at `services` itself. */
export interface LensPlace {
  /** `undefined` above all services. */
  readonly service: string | undefined;
  readonly origin: Origin;
}

/** Only the two upper levels are looked at: editors ask after every edit, of large files too. */
export const placesOfLenses = (file: SyntaxFile): readonly LensPlace[] => {
  const all =
    file.parts ?? file.documents.map(({ contents }) => ({ part: { contents }, offset: 0 }));
  return all.flatMap(({ part, offset }) => {
    const pairs = isMap(part.contents) ? part.contents.items : [];
    // A large file is in parts, in which places count from where each begins.
    if ('section' in part && part.section !== undefined) {
      return part.section === 'services' ? servicesOf(pairs, offset, file) : [];
    }
    return pairs.flatMap((pair) => {
      const key = originOf(pair, offset, file);
      if (key?.value !== 'services') return [];
      const own = isMap(pair.value) ? servicesOf(pair.value.items, offset, file) : [];
      return [{ service: undefined, origin: key.origin }, ...own];
    });
  });
};

const servicesOf = (
  pairs: readonly Pair[],
  offset: number,
  file: SyntaxFile,
): readonly LensPlace[] =>
  pairs.flatMap((pair) => {
    const key = originOf(pair, offset, file);
    if (key === undefined || key.value === '' || key.value === '<<') return [];
    return [{ service: key.value, origin: key.origin }];
  });

/** The key without its quotes. */
const originOf = (
  { key }: Pair,
  offset: number,
  { source }: SyntaxFile,
): { readonly value: string; readonly origin: Origin } | undefined => {
  if (!isScalar(key) || typeof key.value !== 'string' || !key.range) return undefined;
  const { value, type } = key;
  const quoted = type === 'QUOTE_SINGLE' || type === 'QUOTE_DOUBLE';
  const start = offset + key.range[0] + (quoted ? 1 : 0);
  return { value, origin: { source, start, end: start + value.length } };
};
