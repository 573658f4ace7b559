import { isMap, parseAllDocuments, type Pair, type YAMLMap } from 'yaml';
import { cutText, type TextPart } from './cut.ts';
import { isReadable, parserOptions } from './options.ts';
import { ownText } from './own-text.ts';

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
const minLength = 20_000;
/** Of text; what is made of it takes some thirty times as much memory. */
const maxCached = 2_000_000;

/**
 * Remembers what parts of large files were parsed to, by their text: after an edit only the part that
 * was edited is parsed. Nobody changes what the parser made, so all loads can share it.
 */
export class PartCache {
  readonly #maps = new Map<string, YAMLMap>();
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

  #part({ text, offset }: TextPart): ParsedPart | undefined {
    const known = this.#maps.get(text);
    const map = known ?? parseMap(text);
    if (map === undefined) return undefined;
    // The one used last goes last.
    if (known !== undefined) this.#maps.delete(text);
    else this.#size += text.length;
    this.#maps.set(known === undefined ? ownText(text) : text, map);
    for (const oldest of this.#maps.keys()) {
      if (this.#size <= maxCached) break;
      this.#maps.delete(oldest);
      this.#size -= oldest.length;
    }
    return { map, offset };
  }
}

const parseMap = (text: string): YAMLMap | undefined => {
  const documents = parseAllDocuments(ownText(text), parserOptions);
  if ('empty' in documents || documents.length !== 1) return undefined;
  const [document] = documents;
  if (!document?.errors.every(isReadable)) return undefined;
  const { contents } = document;
  return isMap(contents) && contents.flow !== true ? contents : undefined;
};

/** The only entry of a map. */
export const onlyPair = ({ items }: YAMLMap): Pair | undefined =>
  items.length === 1 ? items[0] : undefined;
