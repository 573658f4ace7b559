import { SourceMap, type SourceMapping, type SourceMapPayload } from 'node:module';
import * as z from 'zod/mini';

/** A line of a file, counted from 1; columns too. */
export interface LinePlace {
  readonly line: number;
  readonly column?: number;
}

export interface SourcePlace extends LinePlace {
  /** As the map names it: relative to the map, or by a bundler's scheme. */
  readonly source: string;
}

/** What a generated file says of its map: an address, or the map itself as a `data:` address. */
export const mapAddressOf = (generated: string): string | undefined => {
  // It is one of the last lines. A bundle may hold the words as a text of its own, further up.
  const at = generated.lastIndexOf('sourceMappingURL=');
  if (at === -1 || !/[@#]\s*$/.test(generated.slice(Math.max(0, at - 4), at))) return undefined;
  return /^sourceMappingURL=([^\s'"*]+)/.exec(generated.slice(at))?.[1];
};

/** The map that is written into the generated file itself. */
export const inlineMap = (address: string): string | undefined => {
  const [, encoding = '', content = ''] =
    /^data:application\/json[^,]*?(;base64)?,(.*)$/s.exec(address) ?? [];
  if (content === '') return undefined;
  if (encoding !== '') return Buffer.from(content, 'base64').toString('utf8');
  try {
    return decodeURIComponent(content);
  } catch {
    return undefined;
  }
};

const plain = z.looseObject({
  version: z.literal(3),
  mappings: z.string(),
  sources: z.array(z.nullable(z.string())),
  sourceRoot: z.nullish(z.string()),
});

/** Which line a line was made from; `undefined` for a map that cannot be read, or says nothing of it. */
export const sourceOf = (
  mapText: string,
  { line, column = 1 }: LinePlace,
): SourcePlace | undefined => {
  const map = parseMap(mapText);
  // Before the first mapping of a line, in its indentation, there is the last of the line before.
  const entry = map && (entryIn(map, line, column - 1) ?? entryIn(map, line, lineEnd));
  if (entry === undefined) return undefined;
  return {
    source: withRoot(map?.payload.sourceRoot, entry.originalSource),
    line: entry.originalLine + 1,
    column: entry.originalColumn + 1,
  };
};

const lineEnd = Number.MAX_SAFE_INTEGER;

/** The mapping at or before a column, of this line alone. Their lines and columns count from 0. */
const entryIn = (map: SourceMap, line: number, column: number): SourceMapping | undefined => {
  const entry = map.findEntry(line - 1, column);
  return 'generatedLine' in entry && entry.generatedLine === line - 1 && isSourced(entry)
    ? entry
    : undefined;
};

/** What a bundler adds of its own is mapped to nothing. */
const isSourced = ({ originalSource }: { readonly originalSource?: unknown }): boolean =>
  typeof originalSource === 'string' && originalSource !== '';

const parseMap = (text: string): SourceMap | undefined => {
  try {
    // A prefix that keeps browsers from running it as a script.
    const value: unknown = JSON.parse(text.replace(/^\)\]\}'?[^\n]*\n/, ''));
    const parsed = plain.safeParse(value);
    return parsed.success ? new SourceMap(parsed.data as unknown as SourceMapPayload) : undefined;
  } catch {
    return undefined;
  }
};

const withRoot = (root: string | null | undefined, source: string): string => {
  if (root === null || root === undefined || root === '' || /^[a-z][\w+.-]*:|^\//i.test(source))
    return source;
  return root.endsWith('/') ? root + source : `${root}/${source}`;
};
