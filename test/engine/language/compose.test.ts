import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { onEngine } from '../../../server/src/compose/advice/engine/index.ts';
import { compose, findCompose } from '../run/compose-oracle.ts';
import { openLiveEditor, said, withCode, type LiveEditor } from './live-editor.ts';
import { freePort } from './ports.ts';

const codes: ReadonlySet<unknown> = new Set(onEngine.map(({ code }) => code));

describe('a compose file whose project Docker Compose has started', () => {
  let editor: LiveEditor;
  let text: string;
  let command: readonly string[] | undefined;

  before(async function () {
    command = findCompose();
    if (command === undefined) {
      console.warn('No test of what Docker Compose has started: there is none.');
      this.skip();
    }
    editor = await openLiveEditor('oracle');
    const port = await freePort();
    const service = (more: string): string =>
      `    image: ${editor.box.image}\n    command: sleep 1000\n    stop_grace_period: 0s\n${more}`;
    text = [
      'services:',
      `  web:\n${service(`    ports: ["127.0.0.1:${port}:80"]\n    volumes: ["data:/data"]\n    environment: { A: "1" }`)}`,
      `  beside:\n${service('    network_mode: service:web')}`,
      `  with:\n${service('    volumes_from: [web]')}`,
      'volumes:\n  data:\n',
    ].join('\n');
    await writeFile(editor.path, text);
    await compose(command, dirname(editor.path), 'up', '-d');
  });
  after(async () => {
    if (command === undefined) return;
    await compose(command, dirname(editor.path), 'down', '-v');
    await editor.dispose();
  });

  it('is at odds with nothing on the engine, until it is another', async () => {
    await editor.show(text.replace('A: "1"', 'A: "2"'));
    const found = await editor.diagnostics(withCode('container-differs'));
    assert.match(said('container-differs', found), /-web-1 .*: environment A\.$/);
    assert.deepEqual(
      found.filter(({ code }) => codes.has(code)).map(({ code }) => code),
      ['container-differs'],
    );
    await editor.show(text);
    const none = await editor.diagnostics((each) => each.length > 0);
    assert.deepEqual(
      none.filter(({ code }) => codes.has(code)),
      [],
    );
  });
});
