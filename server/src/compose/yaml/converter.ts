import type { Node } from 'yaml';
import type { Report } from '../report.ts';
import type { Origin, Source } from './source.ts';
import type { Path } from './tree.ts';

/** How many values aliases may add to a file; more is a mistake, or an attack on the reader. */
const maxAliasedNodes = 100_000;
/** Deeper than any compose file goes, and shallow enough for the steps that recurse. */
const maxDepth = 200;

/** What the conversion of one document keeps in mind. */
export interface Converter {
  readonly source: Source;
  readonly report: Report;
  /** False when the syntax is broken already: then nothing more is said of aliases and keys. */
  readonly judge: boolean;
  readonly anchors: Map<string, Anchor>;
  /** Where aliases to nothing stand; each is said once, however often it is repeated. */
  readonly unknown: Set<number>;
  readonly resets: Path[];
  /** Where the conversion is: one array for all, as most values have nothing to say of themselves. */
  readonly path: (string | number)[];
  /** Anchored nodes that are being converted: an alias to one of these never ends. */
  readonly active: Set<Node>;
  /** To be added to the places of nodes, as they are those of a part of the text. */
  offset: number;
  aliased: number;
  aliasDepth: number;
  /** Whether one of the two limits was hit; that is said once. */
  limited: boolean;
}

interface Anchor {
  readonly node: Node;
  readonly offset: number;
}

export const newConverter = (source: Source, report: Report, judge: boolean): Converter => ({
  source,
  report,
  judge,
  anchors: new Map(),
  unknown: new Set(),
  resets: [],
  path: [],
  active: new Set(),
  offset: 0,
  aliased: 0,
  aliasDepth: 0,
  limited: false,
});

export const placeOf = ({ source, offset }: Converter, node: Node | null): Origin | undefined =>
  node?.range ? { source, start: node.range[0] + offset, end: node.range[1] + offset } : undefined;

/** Counts a value; what is said of too many is said once. */
export const exceedsLimits = (converter: Converter, origin: Origin): boolean => {
  if (converter.aliasDepth > 0) converter.aliased += 1;
  const tooMany = converter.aliased > maxAliasedNodes;
  if (!tooMany && converter.path.length <= maxDepth) return false;
  if (!converter.limited) {
    converter.limited = true;
    converter.report.at(
      origin,
      tooMany ? 'yaml-alias' : 'yaml-syntax',
      tooMany
        ? `compose file exceeds maximum node visit limit (${maxAliasedNodes})`
        : `nested more than ${maxDepth} levels deep`,
      tooMany ? { hint: 'Aliases to aliases multiply; use fewer of them.' } : {},
    );
  }
  return true;
};
