import type { Random } from '../random.ts';

const framed = (body: string): string =>
  `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const message = (fields: object): string => JSON.stringify({ jsonrpc: '2.0', ...fields });

const hover = 'textDocument/hover';
const wrong: readonly unknown[] = [
  ...[7, 'text', true, [], {}, [1, 2], { textDocument: null }, { textDocument: { uri: 7 } }],
  { textDocument: { uri: 'a b://%%%' }, position: { line: -1, character: 1.5 } },
  { textDocument: { uri: '' }, position: { line: 'x', character: {} } },
  { textDocument: { uri: 'file:///x.yaml' }, position: null, contentChanges: 'x' },
  { textDocument: { uri: 'a b:c', languageId: 'dockercompose', version: 1, text: 'a: b' } },
  { textDocument: { uri: 'file:', languageId: 'dockercompose', version: 1, text: 'a: b' } },
  { __proto__: null, id: [] },
];

/** Bytes that no editor should send: what comes after them must be heard all the same. */
const draws: readonly ((random: Random) => string)[] = [
  () => framed('{"jsonrpc":"2.0",'),
  () => framed(''),
  () => framed('null'),
  () => framed('[]'),
  () => framed('['.repeat(20_000)),
  () => framed('"\ud835"'),
  (random) => framed(message({ id: `m${random.below(1e9)}`, method: 7 })),
  (random) => framed(message({ id: null, method: hover, params: random.pick(wrong) })),
  (random) => framed(message({ method: '$/cancelRequest', params: random.pick(wrong) })),
  (random) => framed(message({ id: `m${random.below(1e9)}`, result: random.pick(wrong) })),
  (random) => framed(message({ id: random.below(1e9), error: random.pick(wrong) })),
  (random) => framed(message({ method: 'textDocument/didOpen', params: random.pick(wrong) })),
  (random) => framed(message({ method: 'textDocument/didChange', params: random.pick(wrong) })),
  (random) => framed(message({ method: 'textDocument/didClose', params: random.pick(wrong) })),
  (random) => framed(message({ method: 'textDocument/didSave', params: random.pick(wrong) })),
  (random) => framed(message({ method: '$/setTrace', params: random.pick(wrong) })),
  (random) => framed(message({ method: 'initialized', params: random.pick(wrong) })),
  (random) =>
    framed(message({ method: 'workspace/didChangeConfiguration', params: random.pick(wrong) })),
  (random) =>
    framed(message({ method: 'workspace/didChangeWatchedFiles', params: random.pick(wrong) })),
  (random) =>
    framed(
      message({ method: random.pick(['$/progress', 'no/such', '']), params: random.pick(wrong) }),
    ),
  () => 'Content-Type: application/json\r\n\r\n',
  (random) =>
    `Content-Length: ${random.pick(['', '-1', '-99', 'x', '1e3', '9'.repeat(30)])}\r\n\r\n`,
  () => framed(message({ method: 'no/such' })).replace(/\d+/, '9'),
  (random) =>
    framed(message({ method: 'no/such' })).replace(/\d+/, String(random.between(200, 900))),
  () => 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n',
  (random) => '\u0000\uFEFF\r\n'.repeat(random.between(1, 50)),
];

export const drawMalformed = (random: Random): string => random.pick(draws)(random);

/** Requests that have to be refused: with wrong parameters, or of unknown methods. */
export const drawRefused = (
  random: Random,
): { readonly method: string; readonly params: object } => {
  const params = wrong.filter((each): each is object => typeof each === 'object' && each !== null);
  return {
    method: random.pick([
      ...[hover, 'textDocument/completion', 'textDocument/rename', 'textDocument/formatting'],
      ...['textDocument/diagnostic', 'textDocument/codeAction', 'textDocument/selectionRange'],
      ...['textDocument/unheardOf', 'no/such', '$/no', 'initialize', 'hyperbox/containers/stop'],
    ]),
    params: random.pick(params),
  };
};
