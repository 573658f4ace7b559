import {
  isMap,
  isScalar,
  parseAllDocuments,
  type Document,
  type YAMLMap,
  type YAMLError,
} from 'yaml';
import { Report } from '../../report.ts';
import { cutText, type Section } from '../../yaml/cut.ts';
import { checkSize } from '../../yaml/limits.ts';
import type { Source } from '../../yaml/source.ts';
import { parserOptions } from '../../yaml/options.ts';
import { ownText } from '../../yaml/own-text.ts';
import { joinParts } from './join-parts.ts';
import type { SyntaxFile } from './syntax.ts';

/** An entry of the top level, or of one below such as `services`, parsed by itself. */
export interface SyntaxPart {
  readonly text: string;
  /** The key that it stands below; `undefined` on the top level. */
  readonly section: string | undefined;
  /** Those of `section`, or of the top level. */
  readonly keys: readonly string[];
  /** Its places count from where the part begins. */
  readonly contents: YAMLMap;
  readonly errors: readonly YAMLError[];
}

export interface PlacedPart {
  readonly part: SyntaxPart;
  readonly offset: number;
}

/** Shorter texts are parsed as a whole as quickly. */
const minLength = 20_000;

/**
 * A large file of which only the parts that were edited are parsed again. `undefined` for one that has
 * to be parsed as a whole: it is short, or its lines do not show where its parts begin. A mistake stays
 * in its part if the file was in parts before it; else who knows what it is part of.
 */
export const parseInParts = (
  source: Source,
  before: SyntaxFile | undefined,
  shortest = minLength,
): SyntaxFile | undefined => {
  if (source.text.length < shortest || !checkSize(source, new Report())) return undefined;
  const known = new Map(before?.parts?.map((placed) => [placed.part.text, placed]));
  const parts: PlacedPart[] = [];
  for (const { children, ...own } of sectionsOf(source.text, shortest) ?? []) {
    const head = placedPart(source, own, undefined, known);
    const [section, ...more] = head?.part.keys ?? [];
    if (head === undefined || section === undefined) return undefined;
    if (children.length > 0 && more.length > 0) return undefined;
    parts.push(head);
    for (const child of children) {
      const placed = placedPart(source, child, section, known);
      if (placed === undefined) return undefined;
      parts.push(placed);
    }
  }
  if (parts.length === 0) return undefined;
  if (known.size === 0 && parts.some(({ part }) => part.errors.length > 0)) return undefined;
  return new PartedFile(source, parts);
};

/** The one that holds a place. */
export const partAround = (
  parts: readonly PlacedPart[],
  offset: number,
): PlacedPart | undefined => {
  const after = parts.findIndex((part) => part.offset > offset);
  return parts[(after === -1 ? parts.length : after) - 1];
};

/** Where a word stands that is no key yet, lines alone show the parts as if it were not there. */
const sectionsOf = (text: string, shortest: number): readonly Section[] | undefined => {
  const sections = cutText(text);
  return sections !== undefined && isCut(sections, shortest)
    ? sections
    : cutText(text.replace(strayWord, (line) => line.replace(/\S/g, '#')));
};

const strayWord = /^ *[^\s#:-][^:\n]*$/gm;

const isCut = (sections: readonly Section[], shortest: number): boolean =>
  sections.every(({ text, children }) => children.length > 0 || text.length < shortest);

const placedPart = (
  source: Source,
  { offset, text: { length } }: { readonly offset: number; readonly text: string },
  section: string | undefined,
  known: ReadonlyMap<string, PlacedPart>,
): PlacedPart | undefined => {
  const text = source.text.slice(offset, offset + length);
  const same = known.get(text);
  if (same?.part.section === section && same !== undefined) {
    if (same.offset === offset) return same;
    return { part: same.part, offset };
  }
  const part = parsePart(ownText(text), section);
  return part && { part, offset };
};

const parsePart = (text: string, section: string | undefined): SyntaxPart | undefined => {
  try {
    const documents = parseAllDocuments(text, parserOptions);
    if ('empty' in documents || documents.length !== 1) return undefined;
    const [{ contents, errors } = { contents: null, errors: [] }] = documents;
    if (!isMap(contents) || contents.flow === true) return undefined;
    const keys = contents.items.map(({ key }) =>
      isScalar(key) && typeof key.value === 'string' ? key.value : '',
    );
    return { text, section, keys, contents: contents, errors };
  } catch (error) {
    // The parser recurses: a value nested thousands of levels deep ends its stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

class PartedFile implements SyntaxFile {
  readonly source: Source;
  readonly parts: readonly PlacedPart[];
  #documents: readonly Document[] | undefined;

  constructor(source: Source, parts: readonly PlacedPart[]) {
    this.source = source;
    this.parts = parts;
  }

  /** As if it had been parsed as a whole; made when somebody asks for all of it. */
  get documents(): readonly Document[] {
    return (this.#documents ??= [joinParts(this.parts)]);
  }
}
