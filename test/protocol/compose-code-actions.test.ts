import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  CodeAction,
  CodeActionContext,
  ClientCapabilities,
  Diagnostic,
  Range,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { startEditor, uriOf, type Editor } from '../support/compose-editor.ts';

describe('code actions in a compose file', () => {
  let folder: string;
  let path: string;
  let editor: Editor;

  const start = async (capabilities: ClientCapabilities = {}): Promise<void> => {
    editor = await startEditor(capabilities, undefined, { hardening: true });
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-actions-'));
    path = join(folder, 'compose.yaml');
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (text: string, code: string): Promise<readonly Diagnostic[]> => {
    await writeFile(path, text);
    await editor.open(path, text);
    const all = await editor.next(path, (each) => each.some((found) => found.code === code));
    return all.filter((found) => found.code === code);
  };
  const actions = (
    range: Range,
    context: Partial<CodeActionContext> = {},
  ): Promise<readonly CodeAction[]> =>
    editor.client.sendRequest('textDocument/codeAction', {
      textDocument: { uri: uriOf(path) },
      range,
      context: { diagnostics: [], ...context },
    });
  const at = (line: number, character: number): Range => ({
    start: { line, character },
    end: { line, character },
  });
  const titled = (all: readonly CodeAction[], title: string): CodeAction => {
    const found = all.find((each) => each.title === title);
    assert.ok(found, all.map((each) => each.title).join(', '));
    return found;
  };
  const apply = (text: string, { edit }: CodeAction): string =>
    TextDocument.applyEdits(TextDocument.create('', '', 0, text), [
      ...(edit?.changes?.[uriOf(path)] ?? []),
    ]);

  it('fix all that is certain, of every kind, when the editor asks for that', async () => {
    await start();
    const text = `version: "3"
services:
  a:
    imagee: x:1
    hostname: 1
  b:
    image: y:1
    init: yes
    healthcheck:
      test: [curl]
`;
    await open(text, 'version-obsolete');
    const all = await actions(at(0, 0), { only: ['source.fixAll'] });
    assert.deepEqual(
      all.map(({ kind }) => kind),
      ['source.fixAll.hyperbox'],
    );
    const [fixAll] = all;
    assert.ok(fixAll);
    assert.equal(
      apply(text, fixAll),
      `services:
  a:
    image: x:1
    hostname: "1"
  b:
    image: y:1
    init: true
    healthcheck:
      test: ["CMD", curl]
`,
    );
  });

  it('are of the kinds that the editor asks for', async () => {
    await start();
    const [version] = await open(
      'version: "3"\nservices:\n  a:\n    image: x:1\n',
      'version-obsolete',
    );
    assert.ok(version);
    const kinds = async (only?: string[]): Promise<ReadonlySet<string | undefined>> => {
      const context = { diagnostics: [version], ...(only !== undefined && { only }) };
      return new Set((await actions(at(3, 6), context)).map(({ kind }) => kind));
    };
    assert.deepEqual(await kinds(), new Set(['quickfix', 'refactor.extract']));
    assert.deepEqual(await kinds(['quickfix']), new Set(['quickfix']));
    assert.deepEqual(await kinds(['refactor']), new Set(['refactor.extract']));
    assert.deepEqual(await kinds(['refactor.extract']), new Set(['refactor.extract']));
    assert.deepEqual(await kinds(['refactor.inline']), new Set());
  });

  it('bind the ports of all services to this host at once', async () => {
    await start();
    const text =
      'services:\n  a:\n    image: x:1\n    ports: ["1:1", "2"]\n  b:\n    image: y:1\n    ports:\n      - 3:3\n';
    const [diagnostic] = await open(text, 'port-on-all-interfaces');
    assert.ok(diagnostic);
    const all = await actions(diagnostic.range, { diagnostics: [diagnostic] });
    assert.equal(
      apply(text, titled(all, 'Publish all ports of the file on this host only (127.0.0.1)')),
      'services:\n  a:\n    image: x:1\n    ports: ["127.0.0.1:1:1", "2"]\n  b:\n    image: y:1\n    ports:\n      - 127.0.0.1:3:3\n',
    );
  });

  it('end lines as the file does', async () => {
    await start();
    const text = 'services:\r\n  a:\r\n    image: x:1\r\n';
    const [diagnostic] = await open(text, 'no-limits');
    assert.ok(diagnostic);
    const all = await actions(diagnostic.range, { diagnostics: [diagnostic] });
    assert.equal(
      apply(text, titled(all, 'Limit `a` to 512 MB and 1 CPU')),
      `${text}    deploy:\r\n      resources:\r\n        limits:\r\n          cpus: "1"\r\n          memory: 512M\r\n`,
    );
  });

  it('make no files where the editor cannot', async () => {
    await start();
    const text = 'services:\n  a:\n    image: x:1\n    env_file: [a.env]\n';
    const [diagnostic] = await open(text, 'env-file-missing');
    assert.ok(diagnostic);
    const all = await actions(diagnostic.range, { diagnostics: [diagnostic], only: ['quickfix'] });
    assert.deepEqual(
      all.map(({ title }) => title).filter((title) => title.startsWith('Create')),
      [],
    );
    titled(all, 'Let it be missing');
  });

  it('are offered at the caret, without anything being wrong', async () => {
    await start();
    const text = 'services:\n  a:\n    image: x:1\n    ports:\n      - "80:80"\n';
    await open(text, 'no-limits');
    const all = await actions(at(4, 10), { only: ['refactor'] });
    const rewrite = titled(all, 'Write this port in the long form');
    assert.equal(
      apply(text, rewrite),
      'services:\n  a:\n    image: x:1\n    ports:\n      - target: 80\n        published: "80"\n',
    );
  });

  it('change nothing but their place in a file of hundreds of services', async () => {
    await start();
    const others = Array.from(
      { length: 400 },
      (_, index) =>
        `  s${String(index)}:\n    image: x:1\n    ports: ["${String(20000 + index)}:80"]\n`,
    );
    const around = (attributes: string): string =>
      `services:\n${others.slice(0, 200).join('')}  web:\n    image: x:1\n${attributes}${others.slice(200).join('')}`;
    const fixes = [
      ['privileged', 'Remove `privileged`', '    privileged: true\n', ''],
      ['restart-policy', 'Change to `no`', '    restart: nope\n', '    restart: "no"\n'],
      [
        'schema-unknown-key',
        'Remove `nonsense`',
        '    nonsense:\n      a: 1\n    tty: true\n',
        '    tty: true\n',
      ],
      [
        'undefined-service',
        'Remove `gone`',
        '    depends_on:\n      - s1\n      - gone\n',
        '    depends_on:\n      - s1\n',
      ],
      ['memory-limit', 'Change to `512m`', '    mem_limit: 512\n', '    mem_limit: 512m\n'],
    ] as const;
    for (const [code, title, before, after] of fixes) {
      const text = around(before);
      const [diagnostic] = await open(text, code);
      assert.ok(diagnostic);
      const all = await actions(diagnostic.range, { diagnostics: [diagnostic] });
      const changed = apply(text, titled(all, title));
      assert.equal(changed, around(after), title);
      await editor.close(path);
    }
    const text = around('    environment:\n      - A=1\n');
    await writeFile(path, text);
    await editor.open(path, text);
    const line = text.slice(0, text.indexOf('- A=1')).split('\n').length - 1;
    const rewrite = titled(await actions(at(line, 8)), 'Write the environment as a mapping');
    assert.equal(apply(text, rewrite), around('    environment:\n      A: "1"\n'));
  });

  it('are nothing in a file that is no YAML', async () => {
    await start();
    await open('services: [\n', 'yaml-syntax');
    assert.deepEqual(await actions(at(0, 3)), []);
  });
});
