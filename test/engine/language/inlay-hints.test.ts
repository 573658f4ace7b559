import assert from 'node:assert/strict';
import type { InlayHint } from 'vscode-languageserver';
import { composeLabels } from '../../support/compose-labels.ts';
import { cleanUp } from '../../support/engine.ts';
import { openLiveEditor, withCode, type LiveEditor } from './live-editor.ts';

describe('inlay hints in a compose file, with an engine', () => {
  let editor: LiveEditor;
  before(async () => {
    editor = await openLiveEditor('hints');
  });
  after(() => editor.dispose());
  afterEach(() => cleanUp(editor.box.engine, editor.box.label));

  it('say which host port a running service has, where that is not written', async () => {
    const { box } = editor;
    const id = await box.run({
      command: ['sleep', '1000'],
      labels: composeLabels(editor.project, 'web'),
      networkMode: 'bridge',
      ports: [{ containerPort: 80, protocol: 'tcp', hostPort: '' }],
    });
    const container = await box.engine.containers.get(id);
    const hostPort = container?.ports.find((port) => port.containerPort === 80)?.hostPort;
    assert.ok(hostPort !== undefined);
    await editor.show(
      `services:\n  web:\n    image: ${box.image}\n    ports:\n      - "80"\n      - "${hostPort}:80"\n      - "443"\n  absent:\n    image: example.test/not-here\n`,
    );
    await editor.diagnostics(withCode('image-absent'));
    const hints = await editor.server.connection.sendRequest<InlayHint[]>(
      'textDocument/inlayHint',
      {
        textDocument: { uri: editor.uri },
        range: { start: { line: 0, character: 0 }, end: { line: 20, character: 0 } },
      },
    );
    assert.deepEqual(
      hints.map(({ position, label }) => [position.line, label]),
      [[4, `→ ${hostPort}`]],
    );
  });
});
