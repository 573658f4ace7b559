import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  createConnection,
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { joinRequests } from '../../../../../server/src/compose/language/beside/join.ts';

describe('a connection of several languages', () => {
  const up = new PassThrough();
  const down = new PassThrough();
  const connection = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  const client = createMessageConnection(
    new StreamMessageReader(down),
    new StreamMessageWriter(up),
  );
  const joined = joinRequests(connection);
  const position = { line: 0, character: 0 };
  const found = (line: number) => ({
    uri: 'file:///x',
    range: { start: { line, character: 0 }, end: { line, character: 0 } },
  });
  const ask = (): Promise<unknown> =>
    client.sendRequest('textDocument/definition', { textDocument: { uri: 'file:///x' }, position });

  before(() => {
    connection.listen();
    client.listen();
  });
  after(() => {
    client.dispose();
    connection.dispose();
  });

  it('asks one after the other until somebody has an answer', async () => {
    const asked: string[] = [];
    const handlers = [
      joined.onDefinition(() => {
        asked.push('first');
        return null;
      }),
      joined.onDefinition(() => {
        asked.push('second');
        return [];
      }),
      joined.onDefinition(() => {
        asked.push('third');
        return [found(3)];
      }),
      joined.onDefinition(() => {
        asked.push('fourth');
        return [found(4)];
      }),
    ];
    assert.deepEqual(await ask(), [found(3)]);
    assert.deepEqual(asked, ['first', 'second', 'third']);
    handlers[2]?.dispose();
    handlers[3]?.dispose();
    assert.deepEqual(await ask(), []);
    handlers[1]?.dispose();
    assert.equal(await ask(), null);
    handlers[0]?.dispose();
    await assert.rejects(ask(), /Unhandled method/);
  });

  it('ends with the error of the one that was asked', async () => {
    const handler = joined.onDefinition(() => {
      throw new Error('no such place');
    });
    await assert.rejects(ask(), /no such place/);
    handler.dispose();
  });
});
