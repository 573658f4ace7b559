import * as z from 'zod/mini';

const whole = z.int();
const count = z.int().check(z.nonnegative());
const position = z.looseObject({ line: count, character: count });
const range = z.looseObject({ start: position, end: position });
/** An edit beyond the text is moved into it: refused, the server would not have the editor's text any more. */
const anyPosition = z.looseObject({ line: whole, character: whole });
const anyRange = z.looseObject({ start: anyPosition, end: anyPosition });
const identifier = z.looseObject({ uri: z.string() });
const options = z.looseObject({ tabSize: z.int().check(z.positive(), z.maximum(100)) });

const inDocument = z.looseObject({ textDocument: identifier });
const atPosition = z.extend(inDocument, { position });
const inRange = z.extend(inDocument, { range });
const ofItem = z.looseObject({
  item: z.extend(identifier, { name: z.string(), selectionRange: range }),
});

/** What the messages of LSP must hold for those who hear them; of others nothing is asked here. */
export const lspParams: Readonly<Record<string, z.ZodMiniType>> = {
  initialize: z.looseObject({
    processId: z.optional(z.nullable(z.int())),
    capabilities: z.looseObject({}),
  }),
  'textDocument/didOpen': z.looseObject({
    textDocument: z.extend(identifier, {
      languageId: z.string(),
      version: whole,
      text: z.string(),
    }),
  }),
  'textDocument/didChange': z.looseObject({
    textDocument: z.extend(identifier, { version: whole }),
    contentChanges: z.array(z.looseObject({ range: z.optional(anyRange), text: z.string() })),
  }),
  'textDocument/didClose': inDocument,
  'textDocument/didSave': inDocument,
  'workspace/didChangeWatchedFiles': z.looseObject({ changes: z.array(identifier) }),
  'textDocument/codeAction': z.extend(inRange, {
    context: z.looseObject({
      diagnostics: z.array(z.looseObject({ range, message: z.string() })),
    }),
  }),
  'textDocument/codeLens': inDocument,
  'textDocument/completion': atPosition,
  'textDocument/definition': atPosition,
  'textDocument/diagnostic': z.extend(inDocument, { previousResultId: z.optional(z.string()) }),
  'textDocument/documentHighlight': atPosition,
  'textDocument/documentLink': inDocument,
  'textDocument/documentSymbol': inDocument,
  'textDocument/foldingRange': inDocument,
  'textDocument/formatting': z.extend(inDocument, { options }),
  'textDocument/hover': atPosition,
  'textDocument/inlayHint': inRange,
  'textDocument/linkedEditingRange': atPosition,
  'textDocument/onTypeFormatting': z.extend(atPosition, { ch: z.string(), options }),
  'textDocument/prepareCallHierarchy': atPosition,
  'textDocument/prepareRename': atPosition,
  'textDocument/rangeFormatting': z.extend(inRange, { options }),
  'textDocument/references': z.extend(atPosition, {
    context: z.looseObject({ includeDeclaration: z.boolean() }),
  }),
  'textDocument/rename': z.extend(atPosition, { newName: z.string() }),
  'textDocument/selectionRange': z.extend(inDocument, { positions: z.array(position) }),
  'textDocument/semanticTokens/full': inDocument,
  'callHierarchy/incomingCalls': ofItem,
  'callHierarchy/outgoingCalls': ofItem,
  'workspace/symbol': z.looseObject({ query: z.string() }),
};

/** What is wrong with the parameters of a message; `undefined` where they are as they must be. */
export const faultOfParams = (method: string, params: unknown): string | undefined => {
  const schema = Object.hasOwn(lspParams, method) ? lspParams[method] : undefined;
  const parsed = schema?.safeParse(params);
  if (parsed === undefined || parsed.success) return undefined;
  const [issue] = parsed.error.issues;
  return `${method}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`;
};
