import { isMap, parseAllDocuments, type Pair, type YAMLError, type YAMLMap } from 'yaml';
import { cutText, type TextPart } from './cut.ts';
import { isReadable, parserOptions } from './options.ts';
import { ownText } from './own-text.ts';

/** A text that was parsed apart from the one that it is a part of. */
export interface ReadPart {
  readonly text: string;
  readonly map: YAMLMap;
  readonly errors: readonly YAMLError[];
}

/** A mapping that was parsed apart from the text that it is a part of. */
export interface ParsedPart {
  readonly map: YAMLMap;
  /** What to add to its places. */
  readonly offset: number;
}

export interface ParsedSection extends ParsedPart {
  /** The entries below the only key of `map`, when these were parsed apart too. */
  readonly children: readonly ParsedPart[];
}

/** Shorter texts are parsed as a whole as quickly. */
const minLength = 2000;
/** Of text; what is made of it takes some thirty times as much memory. */
const maxCached = 2_000_000;

/**
 * Remembers what parts of files were parsed to, by their text: after an edit only the part that was
 * edited is parsed. Nobody changes what the parser made, so all who read the text can share it.
 */
export class PartCache {
  readonly #known = new Map<string, ReadPart>();
  readonly #minLength: number;
  #size = 0;

  constructor(options: { readonly minLength: number } = { minLength }) {
    this.#minLength = options.minLength;
  }

  /** `undefined` when the text has to be parsed as a whole. */
  parse(text: string): readonly ParsedSection[] | undefined {
    if (text.length < this.#minLength) return undefined;
    const sections: ParsedSection[] = [];
    for (const { children, ...section } of cutText(text) ?? []) {
      const parsed = this.#part(section);
      const below = children.map((child) => this.#part(child));
      if (parsed === undefined || !below.every((child) => child !== undefined)) return undefined;
      sections.push({ ...parsed, children: below });
    }
    return sections.length === 0 ? undefined : sections;
  }

  /** A part, with what is wrong in it; `undefined` for what is no mapping by itself. */
  read(text: string): ReadPart | undefined {
    const known = this.#known.get(text);
    const read = known ?? readPart(text);
    if (read === undefined) return undefined;
    // The one used last goes last.
    if (known !== undefined) this.#known.delete(text);
    else this.#size += text.length;
    this.#known.set(read.text, read);
    for (const oldest of this.#known.keys()) {
      if (this.#size <= maxCached) break;
      this.#known.delete(oldest);
      this.#size -= oldest.length;
    }
    return read;
  }

  #part({ text, offset }: TextPart): ParsedPart | undefined {
    const read = this.read(text);
    return read?.errors.every(isReadable) === true ? { map: read.map, offset } : undefined;
  }
}

/** Of the whole program: what a text means depends on nothing but the text. */
export const sharedParts = new PartCache();

const readPart = (part: string): ReadPart | undefined => {
  const text = ownText(part);
  const documents = parseAllDocuments(text, parserOptions);
  if ('empty' in documents || documents.length !== 1) return undefined;
  const [{ contents, errors } = { contents: null, errors: [] }] = documents;
  return isMap(contents) && contents.flow !== true ? { text, map: contents, errors } : undefined;
};

/** The only entry of a map. */
export const onlyPair = ({ items }: YAMLMap): Pair | undefined =>
  items.length === 1 ? items[0] : undefined;
