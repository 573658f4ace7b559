import { isScalar, type Document, type YAMLError, type YAMLMap } from 'yaml';
import { Report } from '../../report.ts';
import { cutText, type Section } from '../../yaml/cut.ts';
import { checkSize } from '../../yaml/limits.ts';
import { sharedParts } from '../../yaml/parts.ts';
import type { Source } from '../../yaml/source.ts';
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

interface PartLimits {
  /** Shorter texts are parsed as a whole as quickly. */
  readonly shortest: number;
  /** Longer ones take long as a whole, so that a mistake should not be a reason for it. */
  readonly large: number;
}

const limits: PartLimits = { shortest: 2000, large: 20_000 };

/**
 * A file of which only the parts that were edited are parsed again. `undefined` for one that has to be
 * parsed as a whole: it is short, or its lines do not show where its parts begin. A mistake in a large
 * one stays in its part if the file was in parts before it; else who knows what it is part of.
 */
export const parseInParts = (
  source: Source,
  before: SyntaxFile | undefined,
  { shortest, large }: PartLimits = limits,
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
  const mayBeBroken = known.size > 0 && source.text.length >= large;
  if (!mayBeBroken && parts.some(({ part }) => part.errors.length > 0)) return undefined;
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
  const part = parsePart(text, section);
  return part && { part, offset };
};

const parsePart = (text: string, section: string | undefined): SyntaxPart | undefined => {
  try {
    const parsed = sharedParts.read(text);
    if (parsed === undefined) return undefined;
    const { map: contents, errors } = parsed;
    const keys = contents.items.map(({ key }) =>
      isScalar(key) && typeof key.value === 'string' ? key.value : '',
    );
    return { text: parsed.text, section, keys, contents, errors };
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
