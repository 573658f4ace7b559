import { isDeepStrictEqual } from 'node:util';
import type {
  CodeLens,
  CompletionItem,
  Hover,
  MarkupContent,
  TextEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { ask, methods } from './ask.ts';
import type { FeatureCase } from './cases.ts';

export interface FeatureShare {
  readonly feature: string;
  readonly total: number;
  readonly equal: number;
  readonly missed: readonly string[];
}

/** Every feature that HyperBox has, over all its cases. */
export const measure = async (cases: readonly FeatureCase[]): Promise<readonly FeatureShare[]> => {
  const shares: FeatureShare[] = [];
  for (const feature of Object.keys(methods)) {
    const own = cases.filter((each) => each.feature === feature);
    const missed: string[] = [];
    for (const each of own) {
      const answer = await ask(each).catch((error: unknown) => String(error));
      const wanted = feature === 'formatting' ? formatted(each, each.expected) : each.expected;
      const given = feature === 'formatting' ? formatted(each, answer) : answer;
      const theirs = normal(wanted);
      const ours = normal(given, !JSON.stringify(theirs).includes('"tooltip"'));
      if ((compare[feature] ?? isDeepStrictEqual)(ours, theirs)) continue;
      missed.push(
        [each.id, each.test, JSON.stringify(ours), JSON.stringify(theirs)].join('\n    '),
      );
    }
    shares.push({ feature, total: own.length, equal: own.length - missed.length, missed });
  }
  return shares;
};

/**
 * Where there is a hover, its text has to be in ours, which may say more, and may have a range where theirs has none.
 * One of the servers has words of its own instead of the specification's, in plain text: then it
 * counts that there is one, at the same place.
 */
const hoverIsThere = (ours: unknown, theirs: unknown): boolean => {
  if (theirs === null) return true;
  if (ours === null) return false;
  const [{ contents, range }, wanted] = [ours as Hover, theirs as Hover];
  if (wanted.range !== undefined && !isDeepStrictEqual(range, wanted.range)) return false;
  const [text, part] = [contents, wanted.contents].map((each) => each as MarkupContent);
  return part?.kind === 'plaintext' || text?.value.includes(part?.value ?? '') === true;
};

/** Of edits it counts what they lead to. */
const formatted = ({ text }: FeatureCase, edits: unknown): unknown =>
  Array.isArray(edits)
    ? TextDocument.applyEdits(TextDocument.create('', '', 0, text), edits as TextEdit[])
    : text;

/** All that was offered is offered, and nothing where nothing was. */
const labelsAreThere = (ours: unknown, theirs: unknown): boolean => {
  const [have, want] = [ours, theirs].map(
    (list) => new Set(itemsOf(list).map(({ label }) => label.replace(/^([a-z_]+):$/, '$1'))),
  );
  if (have === undefined || want === undefined) return false;
  return want.size === 0 ? have.size === 0 : want.isSubsetOf(have);
};

const itemsOf = (list: unknown): readonly CompletionItem[] =>
  list === null
    ? []
    : Array.isArray(list)
      ? (list as readonly CompletionItem[])
      : // An empty list has become nothing.
        ((list as { readonly items: readonly CompletionItem[] | null }).items ?? []);

/**
 * Their commands are their own, as are ours: it counts that one stands in each of their places, for the
 * same services.
 */
const lensesAreThere = (ours: unknown, theirs: unknown): boolean => {
  const places = (list: unknown): unknown =>
    (list as readonly CodeLens[]).map(({ range, command }) => {
      const words = (command?.arguments ?? []).flat() as readonly unknown[];
      const isName = (word: unknown): boolean => typeof word === 'string' && !word.includes(':');
      return { range, services: words.filter(isName) };
    });
  return isDeepStrictEqual(places(ours), places(theirs));
};

const compare: Readonly<Record<string, (ours: unknown, theirs: unknown) => boolean>> = {
  codeLens: lensesAreThere,
  completion: labelsAreThere,
  hover: hoverIsThere,
};

/** Nothing is nothing; lists of places and edits have no order; not all servers have tooltips. */
const normal = (value: unknown, withoutTooltips = false): unknown => {
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    const items = value.map((item) => normal(item, withoutTooltips));
    return items.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => each !== null && !(withoutTooltips && key === 'tooltip'))
      .map(([key, each]) => [key, normal(each, withoutTooltips)]),
  );
};
