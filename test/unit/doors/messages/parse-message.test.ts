import assert from 'node:assert/strict';
import { ErrorCodes } from 'vscode-languageserver/node';
import { parseMessage } from '../../../../server/src/doors/messages/parse-message.ts';

describe('a message of JSON-RPC', () => {
  it('is a request, a notification or an answer', () => {
    for (const message of [
      { jsonrpc: '2.0', id: 1, method: 'a', params: {} },
      { jsonrpc: '2.0', id: 'x', method: 'shutdown' },
      { jsonrpc: '2.0', method: 'exit' },
      { jsonrpc: '2.0', method: '$/cancelRequest', params: { id: 1 } },
      { jsonrpc: '2.0', id: 1, result: null },
      { jsonrpc: '2.0', id: null, error: { code: 1, message: 'm' } },
    ]) {
      assert.deepEqual(parseMessage(JSON.stringify(message)), message);
    }
  });

  it('without parameters may say so', () => {
    const { method, params } = parseMessage(
      '{"jsonrpc":"2.0","id":1,"method":"shutdown","params":null}',
    ) as { readonly method?: string; readonly params?: unknown };
    assert.deepEqual([method, params], ['shutdown', undefined]);
  });

  it('is refused with its number where it has one', () => {
    for (const [text, code, id] of [
      ['{"jsonrpc":', ErrorCodes.ParseError, null],
      ['', ErrorCodes.ParseError, null],
      ['[]', ErrorCodes.InvalidRequest, null],
      ['null', ErrorCodes.InvalidRequest, null],
      ['{"id":4,"method":"a"}', ErrorCodes.InvalidRequest, 4],
      ['{"jsonrpc":"2.0","id":4,"method":7}', ErrorCodes.InvalidRequest, 4],
      ['{"jsonrpc":"2.0","id":{},"method":"a"}', ErrorCodes.InvalidRequest, null],
      ['{"jsonrpc":"2.0","id":"q","method":"a","params":3}', ErrorCodes.InvalidRequest, 'q'],
      ['{"jsonrpc":"2.0","id":4}', ErrorCodes.InvalidRequest, 4],
      ['{"jsonrpc":"2.0","method":"$/cancelRequest"}', ErrorCodes.InvalidRequest, null],
    ] as const) {
      assert.throws(() => parseMessage(text), { name: 'MalformedMessage', code, id }, text);
    }
  });
});
