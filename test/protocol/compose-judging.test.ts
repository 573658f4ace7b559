import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DiagnosticSeverity, type Diagnostic } from 'vscode-languageserver/node';
import { startEditor, type Editor } from '../support/compose-editor.ts';

const base = 'services:\n  db:\n    image: postgres:16\nnetworks:\n  back: {}\n';
const fragment = 'services:\n  web:\n    image: nginx:1\n    networks: [back]\n';
const needy = 'services:\n  db:\n    image: postgres:16\n    ports: ["${PORT}:${PORT}"]\n';

describe('a compose file is judged as it is used', () => {
  let folder: string;
  let editor: Editor;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-judging-'));
    editor = await startEditor();
  });
  afterEach(async () => {
    editor.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const write = async (name: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  };
  const verdict = async (name: string, text: string): Promise<readonly Diagnostic[]> => {
    await write(name, text);
    await editor.open(join(folder, name), text);
    return editor.next(join(folder, name), () => true);
  };
  const errorsOf = (diagnostics: readonly Diagnostic[]): readonly unknown[] =>
    diagnostics
      .filter(({ severity }) => severity === DiagnosticSeverity.Error)
      .map(({ code }) => code);

  it('with the project of a folder above it, where it makes sense only so', async () => {
    await write('compose.yaml', base);
    assert.deepEqual(errorsOf(await verdict('overrides/compose.prod.yaml', fragment)), []);
    assert.deepEqual(errorsOf(await verdict('web/compose.yaml', fragment)), []);
  });

  it('as the project of its folder before it has ever been saved', async () => {
    await write('compose.override.yaml', 'networks:\n  back: {}\n');
    const path = join(folder, 'compose.yaml');
    await editor.open(path, fragment);
    assert.deepEqual(errorsOf(await editor.next(path, () => true)), []);
    await editor.open(join(folder, 'compose.override.yaml'), 'networks:\n  front: {}\n');
    const found = await editor.next(path, (each) => errorsOf(each).length > 0);
    assert.deepEqual(errorsOf(found), ['undefined-network']);
  });

  it('alone, where that does not help', async () => {
    await write('compose.yaml', base);
    const found = await verdict('web/compose.yaml', fragment.replace('back', 'front'));
    assert.deepEqual(errorsOf(found), ['undefined-network']);
  });

  it('with mistakes that it includes counted as its own', async () => {
    await write('compose.yaml', base);
    await write('web/compose.yaml', fragment);
    assert.deepEqual(
      errorsOf(await verdict('compose.web.yaml', 'include: [web/compose.yaml]\n')),
      [],
    );
  });

  it('with a file beside it that it completes, whatever that is called', async () => {
    await write('docker-compose.a.yml', 'services:\n  other:\n    image: x:1\n');
    await write('docker-compose.infra.yml', base);
    const part = 'services:\n  db:\n    networks: [back]\n';
    assert.deepEqual(errorsOf(await verdict('docker-compose.dev.yml', part)), []);
    const typo = await verdict('docker-compose.dev2.yml', part.replace('db:', 'dbb:'));
    assert.deepEqual(errorsOf(typo).toSorted(), ['no-image-no-build', 'undefined-network']);
    const whole = await verdict('docker-compose.dev3.yml', fragment);
    assert.deepEqual(errorsOf(whole), ['undefined-network']);
  });

  it('warning of what is wrong only until a template is copied to .env', async () => {
    await write('.env.example', 'PORT=5432\n');
    const found = await verdict('compose.yaml', needy);
    assert.deepEqual(errorsOf(found), []);
    const warned = found.find(({ code }) => code === 'port-syntax');
    assert.equal(warned?.severity, DiagnosticSeverity.Warning);
    assert.match(
      typeof warned.message === 'string' ? warned.message : '',
      /\.env\.example has what is needed here/,
    );
  });

  it('warning also where another env file helps, the one that helps most', async () => {
    await write('a.env.example', 'OTHER=1\n');
    await write('prod.env', 'PORT=5432\n');
    const found = await verdict('compose.yaml', needy);
    assert.deepEqual(errorsOf(found), []);
    const message = found.find(({ code }) => code === 'port-syntax')?.message;
    assert.match(typeof message === 'string' ? message : '', /start with --env-file prod\.env/);
  });

  it('strictly, where the template does not help or there is an .env', async () => {
    await write('.env.example', 'OTHER=1\n');
    assert.deepEqual(errorsOf(await verdict('compose.yaml', needy)), ['port-syntax']);
    await write('b/.env.example', 'PORT=5432\n');
    await write('b/.env', 'OTHER=1\n');
    assert.deepEqual(errorsOf(await verdict('b/compose.yaml', needy)), ['port-syntax']);
  });
});
