import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const main = `include: [data.yaml]
x-late: &late
  depends_on: [web]
services:
  web:
    image: nginx:1
    depends_on:
      - db
      - cache
    links: [cache]
  worker:
    build: .
    depends_on:
      db: { condition: service_started }
  side:
    image: side
    network_mode: service:web
  nightly:
    <<: *late
    image: nightly
`;
const data = `services:
  db:
    image: postgres:16
  cache:
    image: redis
    depends_on: [db]
`;

describe('the call hierarchy of services', () => {
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-hierarchy-'));
    editor = await startEditor();
    // On disk it is empty: only the editor has its text.
    await writeFile(join(folder, 'data.yaml'), 'services: {}\n');
    await editor.open(join(folder, 'compose.yaml'), main);
    await editor.open(join(folder, 'data.yaml'), data);
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const prepare = async (name: string, text: string): Promise<CallHierarchyItem> => {
    const path = join(folder, 'compose.yaml');
    const before = main.slice(0, main.indexOf(text)).split('\n');
    const position = { line: before.length - 1, character: (before.at(-1) ?? '').length + 1 };
    const items: CallHierarchyItem[] | null = await editor.client.sendRequest(
      'textDocument/prepareCallHierarchy',
      { textDocument: { uri: uriOf(path) }, position },
    );
    assert.deepEqual(
      items?.map((item) => item.name),
      [name],
    );
    return items[0]!;
  };
  const lines = (ranges: readonly Range[]): string =>
    ranges.map(({ start }) => start.line + 1).join(' ');
  const incoming = async (item: CallHierarchyItem): Promise<readonly string[]> => {
    const calls: CallHierarchyIncomingCall[] = await editor.client.sendRequest(
      'callHierarchy/incomingCalls',
      { item },
    );
    return calls.map(
      ({ from, fromRanges }) => `${from.name} ${basename(from.uri)} ${lines(fromRanges)}`,
    );
  };
  const outgoing = async (item: CallHierarchyItem): Promise<readonly string[]> => {
    const calls: CallHierarchyOutgoingCall[] = await editor.client.sendRequest(
      'callHierarchy/outgoingCalls',
      { item },
    );
    return calls.map(({ to, fromRanges }) => `${to.name} ${basename(to.uri)} ${lines(fromRanges)}`);
  };

  it('begins at a service, or at a name that stands for one', async () => {
    const item = await prepare('web', 'web:\n');
    assert.equal(item.detail, 'nginx:1');
    assert.deepEqual(lines([item.selectionRange, item.range]), '5 5');
    assert.equal(item.range.end.line, 9);
    const other = await prepare('db', 'db\n');
    assert.equal(other.uri, uriOf(join(folder, 'data.yaml')));
  });

  it('goes to what a service waits for, in short and long form, through links, in other files', async () => {
    assert.deepEqual(await outgoing(await prepare('web', 'web:\n')), [
      'db data.yaml 8',
      'cache data.yaml 9 10',
    ]);
    assert.deepEqual(await outgoing(await prepare('worker', 'worker:')), ['db data.yaml 14']);
  });

  it('goes to what waits for a service', async () => {
    assert.deepEqual(await incoming(await prepare('db', 'db\n')), [
      'web compose.yaml 8',
      'worker compose.yaml 14',
      'cache data.yaml 6',
    ]);
  });

  it('knows shared networks, and what comes through an alias', async () => {
    const calls = await incoming(await prepare('web', 'web:\n'));
    assert.deepEqual(calls, ['side compose.yaml 17', 'nightly compose.yaml 3']);
  });

  it('goes on from a service of another file in the project that was asked about', async () => {
    const [call]: CallHierarchyOutgoingCall[] = await editor.client.sendRequest(
      'callHierarchy/outgoingCalls',
      { item: await prepare('web', 'web:\n') },
    );
    assert.ok(call);
    assert.deepEqual(await incoming(call.to), [
      'web compose.yaml 8',
      'worker compose.yaml 14',
      'cache data.yaml 6',
    ]);
  });

  it('works in a file with mistakes, and follows the text', async () => {
    const item = await prepare('web', 'web:\n');
    const text = `${main.replace('      - cache\n', '')}  half: [`;
    await editor.change(join(folder, 'compose.yaml'), text);
    assert.deepEqual(await outgoing(item), ['db data.yaml 8', 'cache data.yaml 9']);
  });

  it('is of nothing where no service is', async () => {
    const found = await editor.client.sendRequest('textDocument/prepareCallHierarchy', {
      textDocument: { uri: uriOf(join(folder, 'compose.yaml')) },
      position: { line: 5, character: 6 },
    });
    assert.equal(found, null);
  });
});
