import type { Random } from '../random.ts';
import type { Place } from './client-text.ts';
import { placeIn } from './draw-change.ts';

export interface Request {
  readonly method: string;
  readonly params: object;
}

type Draw = (context: RequestContext) => object;

export interface RequestContext {
  readonly textDocument: { readonly uri: string };
  readonly position: Place;
  readonly random: Random;
}

const options = { tabSize: 2, insertSpaces: true };
const everything = { start: { line: 0, character: 0 }, end: { line: 100_000, character: 0 } };

/** What is asked of a whole document. */
const documentRequests: Readonly<Record<string, Draw>> = {
  'textDocument/diagnostic': ({ textDocument }) => ({ textDocument }),
  'textDocument/documentSymbol': ({ textDocument }) => ({ textDocument }),
  'textDocument/foldingRange': ({ textDocument }) => ({ textDocument }),
  'textDocument/semanticTokens/full': ({ textDocument }) => ({ textDocument }),
  'textDocument/documentLink': ({ textDocument }) => ({ textDocument }),
  'textDocument/inlayHint': ({ textDocument }) => ({ textDocument, range: everything }),
  'textDocument/formatting': ({ textDocument }) => ({ textDocument, options }),
};

/** What is asked of a place in it. */
const placeRequests: Readonly<Record<string, Draw>> = {
  'textDocument/hover': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/completion': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/definition': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/documentHighlight': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/linkedEditingRange': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/prepareRename': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/prepareCallHierarchy': ({ textDocument, position }) => ({ textDocument, position }),
  'textDocument/references': ({ textDocument, position }) => ({
    ...{ textDocument, position },
    context: { includeDeclaration: true },
  }),
  'textDocument/selectionRange': ({ textDocument, position }) => ({
    textDocument,
    positions: [position],
  }),
  'textDocument/rangeFormatting': ({ textDocument, position }) => ({
    ...{ textDocument, options },
    range: { start: position, end: { line: position.line + 5, character: 0 } },
  }),
  'textDocument/onTypeFormatting': ({ textDocument, position }) => ({
    ...{ textDocument, position, options },
    ch: '\n',
  }),
  'textDocument/codeAction': ({ textDocument, position }) => ({
    textDocument,
    range: { start: position, end: position },
    context: { diagnostics: [] },
  }),
  'textDocument/rename': ({ textDocument, position, random }) => ({
    ...{ textDocument, position },
    newName: random.pick(['other', 'a b', '', '*', '𝒳', 'x'.repeat(1000)]),
  }),
};

/** What is asked of more than a document, or changes nothing that could be compared. */
const otherRequests: Readonly<Record<string, Draw>> = {
  'workspace/symbol': ({ random }) => ({ query: random.pick(['', 'w', 'db', '\\', '𝒳']) }),
  'textDocument/codeLens': ({ textDocument }) => ({ textDocument }),
};

const all = { ...documentRequests, ...placeRequests, ...otherRequests };
const methods = Object.keys(all);

export const drawRequest = (uri: string, text: string, random: Random): Request => {
  const method = random.pick(methods);
  const position = random.once(12) ? beyond(random) : placeIn(text, random);
  const params = all[method]?.({ textDocument: { uri }, position, random }) ?? {};
  return { method, params };
};

const beyond = (random: Random): Place => ({
  line: random.pick([0, 5, 10_000, 2 ** 31 - 1]),
  character: random.pick([0, 80, 10_000, 2 ** 31 - 1]),
});

/** What two servers with the same text must answer alike. */
export const questionsAbout = (
  uri: string,
  text: string,
  { random, thorough }: { readonly random: Random; readonly thorough: boolean },
): readonly Request[] => {
  const textDocument = { uri };
  const ask = (draws: Readonly<Record<string, Draw>>, position: Place): readonly Request[] =>
    Object.entries(draws).map(([method, draw]) => ({
      method,
      params: draw({ textDocument, position, random }),
    }));
  const start = { line: 0, character: 0 };
  const ofDocument = ask(documentRequests, start);
  if (!thorough) return ofDocument;
  return [
    ...ofDocument,
    ...ask(placeRequests, placeIn(text, random)),
    ...ask(placeRequests, placeIn(text, random)),
  ];
};
