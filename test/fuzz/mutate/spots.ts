import { Report } from '../../../server/src/compose/report.ts';
import { parseYaml } from '../../../server/src/compose/yaml/parse.ts';
import { Source } from '../../../server/src/compose/yaml/source.ts';
import type { Path, TreeNode } from '../../../server/src/compose/yaml/tree.ts';

/** A value in a text, with its key when it has one. */
export interface Spot {
  readonly path: Path;
  readonly kind: TreeNode['kind'];
  /** Where the key, or else the value, begins. */
  readonly from: number;
  readonly hasKey: boolean;
  readonly start: number;
  readonly end: number;
}

/** Where the values of a text stand, each once, in the order of the text. */
export const spotsOf = (text: string): readonly Spot[] => {
  const spots = new Map<number, Spot>();
  const add = (node: TreeNode, path: Path, keyStart?: number): void => {
    const { start, end } = node.origin;
    const from = keyStart ?? start;
    // What an alias repeats stands where its anchor does.
    if (!spots.has(from)) {
      const hasKey = keyStart !== undefined && keyStart < start;
      spots.set(from, { path, kind: node.kind, from, hasKey, start, end });
    }
    if (node.kind === 'list') {
      for (const [index, item] of node.items.entries()) add(item, [...path, index]);
    } else if (node.kind === 'map') {
      for (const [key, entry] of node.entries) add(entry.value, [...path, key], entry.key.start);
    }
  };
  for (const { root } of parseYaml(new Source('', text), new Report()).documents) {
    if (root.kind === 'scalar') continue;
    if (root.kind === 'list') add(root, []);
    else for (const [key, entry] of root.entries) add(entry.value, [key], entry.key.start);
  }
  return [...spots.values()].sort((a, b) => a.from - b.from);
};

/** How far a place is from the start of its line. */
export const columnOf = (text: string, offset: number): number =>
  offset - (text.lastIndexOf('\n', offset - 1) + 1);

/** The text of a value moved to another column. */
export const reindent = (block: string, from: number, to: number): string => {
  const difference = to - from;
  if (difference >= 0) return block.replaceAll('\n', `\n${' '.repeat(difference)}`);
  return block.replaceAll(new RegExp(`\\n {0,${-difference}}`, 'g'), '\n');
};

/** Another value in the place of this one. */
export const setValue = (text: string, { start, end, hasKey }: Spot, value: string): string =>
  // A block value ends with its line, which the next key needs.
  text.slice(0, start) + value + (hasKey && text[end - 1] === '\n' ? '\n' : '') + text.slice(end);
