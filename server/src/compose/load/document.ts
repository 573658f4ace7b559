import { interpolate } from '../interpolate/interpolate.ts';
import { parseYaml, type ComposeDocument } from '../yaml/parse.ts';
import { cloneNode, type MapNode, type Path } from '../yaml/tree.ts';
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
  return { source, ...parsed };
};

/** The documents of a file that are mappings, with variables replaced. */
export const readMappings = (
  { documents }: ParsedFile,
  variables: Variables,
  context: LoadContext,
): readonly ComposeMapping[] =>
  documents.flatMap((document) => asMapping(document, variables, context));

const asMapping = (
  { root: parsed, resets }: ComposeDocument,
  variables: Variables,
  context: LoadContext,
): readonly ComposeMapping[] => {
  const root = cloneNode(parsed);
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
