import { Document, Pair, YAMLMap, YAMLParseError, type YAMLError } from 'yaml';
import { parserOptions } from '../../yaml/options.ts';
import { moved } from './moved.ts';
import type { PlacedPart } from './parts.ts';
import { remembered } from './remembered.ts';

/** A part's contents where they stand. */
export const contentsOf = remembered(({ part, offset }: PlacedPart): YAMLMap =>
  offset === 0 ? part.contents : moved(part.contents, offset),
);

/** The document that the parts make up. */
export const joinParts = (parts: readonly PlacedPart[]): Document => {
  const document = new Document(null, parserOptions);
  const top = new YAMLMap();
  let section: Pair | undefined;
  let below: YAMLMap | undefined;
  for (const placed of parts) {
    const contents = contentsOf(placed);
    widen(top, contents);
    if (placed.part.section === undefined) {
      // What stands below its key is put into it, and is not to be found in the part itself.
      const pairs = contents.items.map(({ key, value }) => new Pair(key, value));
      top.items.push(...pairs);
      [section, below] = [pairs.at(-1), undefined];
    } else if (section !== undefined) {
      section.value = below ??= new YAMLMap();
      below.items.push(...contents.items);
      widen(below, contents);
    }
  }
  Object.assign(document, { contents: top, range: top.range });
  document.errors = parts.flatMap(({ part, offset }) =>
    part.errors.map((error) => errorAt(error, offset)),
  );
  return document;
};

const widen = (map: YAMLMap, { range }: YAMLMap): void => {
  if (range) map.range = [map.range?.[0] ?? range[0], range[1], range[2]];
};

const errorAt = ({ pos: [start, end], code, message }: YAMLError, by: number): YAMLParseError =>
  new YAMLParseError([start + by, end + by], code, message);
