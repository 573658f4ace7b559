import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { toConfigJson } from '../../../server/src/compose/config.ts';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { normalizeConfig } from '../../conformance/compose/normalize.ts';
import { folder, loadFiles, loadText } from './load-text.ts';

const everything = resolve(import.meta.dirname, '../../fixtures/compose/everything');

describe('loadCompose', () => {
  it('makes of every syntax what Docker Compose makes of it', async () => {
    const { model, findings } = await loadCompose({
      directory: everything,
      environment: { HOME: '/home/user' },
    });
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    );
    const text = await readFile(join(everything, 'config.json'), 'utf8');
    const expected: unknown = JSON.parse(text.replaceAll('$FOLDER', everything));
    assert(model !== undefined);
    assert.deepEqual(
      normalizeConfig(toConfigJson(model), { decoded: true }),
      normalizeConfig(expected, { decoded: true }),
    );
  });

  it('reads every file that counts, and says so', async () => {
    const { inputs } = await loadCompose({ directory: everything, environment: {} });
    for (const name of [
      'compose.yaml',
      'compose.override.yaml',
      'base.yaml',
      'sub/compose.yaml',
      'sub/.env',
      'api.env',
      '.env',
    ]) {
      assert(inputs.includes(join(everything, name)), name);
    }
  });

  it('knows the services of profiles that are not active', async () => {
    const request = { directory: everything, environment: {} };
    const { model } = await loadCompose(request);
    assert.deepEqual(Object.keys(model?.disabledServices ?? {}), ['debug']);
    assert.deepEqual(model?.allProfiles, ['debug']);
    const active = await loadCompose({ ...request, profiles: ['debug'] });
    assert('debug' in (active.model?.services ?? {}));
  });

  it('gives a value the place of its last writer', async () => {
    const result = await loadFiles({
      files: {
        'compose.yaml': 'services:\n  web:\n    image: a\n    restart: always\n',
        'b.yaml': 'services:\n  web:\n    image: b\n',
      },
      request: { files: ['compose.yaml', 'b.yaml'] },
    });
    assert.equal(result.locate(['services', 'web', 'image'])?.path, join(folder, 'b.yaml'));
    assert.equal(result.locate(['services', 'web', 'restart'])?.path, join(folder, 'compose.yaml'));
    assert.deepEqual(result.locate(['services', 'web', 'restart'])?.start, {
      line: 3,
      character: 4,
    });
  });

  it('takes the name from what was asked, the environment, the file, the folder', async () => {
    const files = { 'compose.yaml': 'name: From ${X}\nservices: { a: { image: b } }\n' };
    const nameOf = async (request: object): Promise<string | undefined> =>
      (await loadFiles({ files, request })).model?.name;
    assert.equal(await nameOf({ environment: { X: 'File' } }), 'fromfile');
    assert.equal(await nameOf({ environment: { COMPOSE_PROJECT_NAME: 'env' } }), 'env');
    assert.equal(await nameOf({ projectName: 'asked' }), 'asked');
    const { model } = await loadText('services: { a: { image: b } }\n');
    assert.equal(model?.name, 'hyperbox-test');
  });

  it('finds files by COMPOSE_FILE', async () => {
    const { model } = await loadFiles({
      files: {
        'a.yaml': 'services: { a: { image: x } }',
        'b.yaml': 'services: { b: { image: x } }',
      },
      request: {
        files: [],
        environment: { COMPOSE_FILE: 'a.yaml,b.yaml', COMPOSE_PATH_SEPARATOR: ',' },
      },
    });
    assert.deepEqual(Object.keys(model?.services ?? {}), ['a', 'b']);
  });

  it('says that there is no file', async () => {
    const { model, findings } = await loadCompose({ directory: '/', environment: {} });
    assert.equal(model, undefined);
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['file-missing'],
    );
  });

  it('goes on after a mistake: all are reported, the rest is in the model', async () => {
    const { model, findings } = await loadText(
      'services:\n  a:\n    imagee: x\n    image: x\n  b:\n    image: y\n    mem_limit: 2gigs\n    ports: [x]\n',
    );
    assert.deepEqual(findings.map(({ code }) => code).sort(), [
      'byte-size',
      'port-syntax',
      'schema-unknown-key',
    ]);
    assert.equal(model?.services['b']?.image, 'y');
  });

  it('lets what an included project declares be overridden, with a warning', async () => {
    const { model, findings } = await loadFiles({
      files: {
        'compose.yaml': 'include: [other.yaml]\nservices: { a: { image: local } }\n',
        'other.yaml': 'services: { a: { image: other, restart: always } }\n',
      },
    });
    assert.deepEqual(
      findings.map(({ code, severity }) => [code, severity]),
      [['include-conflict', 'warning']],
    );
    assert.deepEqual(
      [model?.services['a']?.image, model?.services['a']?.restart],
      ['local', 'always'],
    );
  });
});
