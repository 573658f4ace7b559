import { interpolate } from '../interpolate/interpolate.ts';
import { Report } from '../report.ts';
import { parseYaml, type ComposeDocument } from '../yaml/parse.ts';
import type { MapNode, Path } from '../yaml/tree.ts';
import { warnOfUnknownTags } from './unknown-tags.ts';
import {
  lookupIn,
  readSource,
  type LoadContext,
  type ParsedFile,
  type Variables,
} from './context.ts';

export interface ComposeMapping {
  readonly root: MapNode;
  readonly resets: readonly Path[];
}

/** Reads and parses a file once, however often it is included, extended or asked for its name. */
export const openFile = (
  path: string,
  context: LoadContext,
): Promise<ParsedFile | { readonly error: string }> => {
  const known = context.parsed.get(path);
  if (known !== undefined) return known;
  const parsing = parseFile(path, context);
  context.parsed.set(path, parsing);
  return parsing;
};

const parseFile = async (
  path: string,
  context: LoadContext,
): Promise<ParsedFile | { readonly error: string }> => {
  const source = await readSource(context, path);
  if ('error' in source) return source;
  const parsed = parseYaml(source, context.report);
  // What a broken file seems to say is not to be judged; its syntax is.
  if (!parsed.complete) context.report.onlySyntax();
  warnOfUnknownTags(source, context.report);
  return { source, ...parsed, taken: false };
};

/** The documents of a file that are mappings, with variables replaced; the caller may change them. */
export const readMappings = (
  file: ParsedFile,
  variables: Variables,
  context: LoadContext,
): readonly ComposeMapping[] =>
  take(file).flatMap((document) => asMapping(document, variables, context));

/** Few files are read twice: for those it is made anew, and the others need no copy. */
const take = (file: ParsedFile): readonly ComposeDocument[] => {
  if (file.taken) return parseYaml(file.source, new Report()).documents;
  file.taken = true;
  return file.documents;
};

const asMapping = (
  { root, resets }: ComposeDocument,
  variables: Variables,
  context: LoadContext,
): readonly ComposeMapping[] => {
  if (root.kind !== 'map') {
    context.report.at(root.origin, 'top-level-mapping', 'top-level object must be a mapping', {
      node: root,
      hint: 'A compose file starts with keys such as `services:`.',
    });
    return [];
  }
  if (context.interpolated) interpolate(root, lookupIn(variables), context.report);
  return [{ root, resets }];
};
