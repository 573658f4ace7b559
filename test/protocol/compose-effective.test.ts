import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hover, InlayHint, MarkupContent } from 'vscode-languageserver/node';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

const main = `services:
  web:
    extends: { service: base, file: base.yaml }
    image: app:\${TAG:-1}
    hostname: web
    environment:
      - MODE=dev
      - WHO=\${USER_NAME}
    ports:
      - "\${PORT}:80"
    depends_on: [db]
    labels:
      price: '$$PORT'
      token: "\${API_TOKEN}"
  db:
    image: db
    volumes: ["data:/data"]
  late:
    image: \${MISSING:-x:\${PORT}}
    profiles: [late]
volumes:
  data: {}
  unused: {}
`;
const files = {
  'compose.yaml': main,
  'compose.override.yaml':
    'services:\n  web:\n    hostname: other\n    environment: { EXTRA: "1" }\n',
  'base.yaml': 'services:\n  base:\n    image: base\n    environment:\n      FROM_BASE: yes\n',
  '.env': 'PORT=8080\nUSER_NAME=ann\nAPI_TOKEN=s3cret\nSHELL=fish\n',
};

const whole = { start: { line: 0, character: 0 }, end: { line: 9999, character: 0 } };

describe('effective values', () => {
  let folder: string;
  let editor: Editor;
  const at = (name: string): string => join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-effective-'));
    for (const [name, text] of Object.entries(files)) await writeFile(at(name), text);
    editor = await startEditor({}, { HOME: '/home/user', SHELL: '/bin/sh' });
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  /** What is said of a part of the file, the pointer on its second letter. */
  const hover = async (part: string, text = main): Promise<string> => {
    await editor.open(at('compose.yaml'), text);
    const lines = text.slice(0, text.indexOf(part) + 1).split('\n');
    const answer: Hover | null = await editor.client.sendRequest('textDocument/hover', {
      textDocument: { uri: uriOf(at('compose.yaml')) },
      position: { line: lines.length - 1, character: (lines.at(-1) ?? '').length },
    });
    await editor.close(at('compose.yaml'));
    return answer === null ? '' : (answer.contents as MarkupContent).value;
  };
  const hints = async (text = main, range: object = whole): Promise<readonly string[]> => {
    await editor.open(at('compose.yaml'), text);
    const found: InlayHint[] | null = await editor.client.sendRequest('textDocument/inlayHint', {
      textDocument: { uri: uriOf(at('compose.yaml')) },
      range,
    });
    await editor.close(at('compose.yaml'));
    return (found ?? []).map(
      ({ position, label }) => `${position.line} ${typeof label === 'string' ? label : ''}`,
    );
  };

  it('of an attribute: merged, extended, with the file and line of every part', async () => {
    const text = await hover('environment:');
    for (const line of ['MODE: dev', 'WHO: ann', 'EXTRA: "1"', 'FROM_BASE: yes']) {
      assert.ok(text.includes(line), `${line} in ${text}`);
    }
    const written = /Written in (.*)\.$/m.exec(text)?.[1] ?? '';
    assert.deepEqual(
      [...written.matchAll(/\[(.*?)\]/g)].map(([, place]) => place),
      ['base.yaml:4', 'compose.yaml:6', 'compose.override.yaml:4'],
    );
    assert.ok(written.includes(`(${uriOf(at('base.yaml'))}#L4)`));
  });

  it('of an item, of a value that is replaced, of a service that is not started', async () => {
    assert.match(await hover('WHO='), /^Effective value:\n\n```YAML\nann\n/);
    assert.equal(await hover('MODE=dev'), '');
    assert.match(await hover('hostname:'), /```YAML\nother\n/);
    assert.match(await hover('image: app'), /```YAML\napp:1\n/);
    assert.match(await hover('image: ${M'), /```YAML\nx:8080\n/);
  });

  it('of a variable: its value and where that is from', async () => {
    assert.match(await hover('PORT}:80'), /`PORT` is `8080`\.\n\nSet in \[\.env:1\]/);
    assert.match(await hover('TAG:-'), /`TAG` is not set: `1` stands in its place/);
    assert.match(await hover('MISSING'), /`x:8080` stands in its place/);
    const shell = main.replace('USER_NAME', 'SHELL');
    assert.match(
      await hover('SHELL', shell),
      /is `\/bin\/sh`\.\n\nSet in the environment of the editor, in place of what \[\.env:4\]/,
    );
    assert.match(await hover('NOBODY', main.replace('USER_NAME', 'NOBODY')), /replaced by nothing/);
  });

  it('of a name where it is declared: all of it, and who uses it', async () => {
    const web = await hover('web:');
    assert.match(web, /hostname: other/);
    assert.match(await hover('db:'), /Used by `web` \(depends_on\)\./);
    assert.match(await hover('data: {}'), /Used by `db` \(volumes\)\./);
    assert.match(await hover('unused'), /No service uses it\./);
  });

  it('stand behind what is written, but for what is secret', async () => {
    assert.deepEqual(await hints(), [
      '3 (parent value: base)',
      '3 = app:1',
      '4 (compose.override.yaml: other)',
      '7 = ann',
      '9 = 8080:80',
      '18 = x:8080',
    ]);
    const lines = { start: { line: 7, character: 0 }, end: { line: 8, character: 0 } };
    assert.deepEqual(await hints(main, lines), ['7 = ann']);
  });

  it('in a file that is empty or broken, and in a large one', async () => {
    assert.deepEqual(await hints(''), []);
    assert.equal(await hover('x', 'x'), '');
    assert.match(
      await hover('PORT}', 'services:\n  a: [\n  b:\n    image: "${PORT}"\n'),
      /`PORT` is `8080`/,
    );
    const many = Array.from({ length: 1000 }, (_, n) => `  s${n}:\n    image: "x:\${PORT}"\n`).join(
      '',
    );
    const started = performance.now();
    assert.equal((await hints(`services:\n${many}`)).length, 1000);
    assert.ok(performance.now() - started < 10_000);
  });
});
