import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTextFile } from '../../../../server/src/compose/files/read-text.ts';
import { Judgements } from '../../../../server/src/compose/language/judgements.ts';
import { ProjectSurroundings } from '../../../../server/src/compose/language/surroundings.ts';
import { ComposeReader } from '../../../../server/src/compose/language/workspace.ts';
import type { LoadCompose } from '../../../../server/src/compose/load-contract.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';

const main = 'include: [db.yaml]\nservices: { web: { image: web } }\n';

describe('what a file of a project is among', () => {
  let folder: string;
  let loads: number;
  let text: string;
  let judgements: Judgements;
  let surroundings: ProjectSurroundings;
  const at = (name: string): string => join(folder, name);
  const type = (typed: string): void => {
    text = typed;
    judgements.changed(at('compose.yaml'));
    surroundings.changed(at('compose.yaml'));
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-surroundings-'));
    await writeFile(at('db.yaml'), 'services: { db: { image: db } }\n');
    await writeFile(at('more.yaml'), 'services: { more: { image: more } }\n');
    await writeFile(at('.env'), 'TAG=1\n');
    await writeFile(at('compose.yaml'), main);
    [text, loads] = [main, 0];
    const counted: LoadCompose = (...given) => {
      loads += 1;
      return loadCompose(...given);
    };
    const readText = async (path: string): Promise<string> =>
      path === at('compose.yaml') ? text : readTextFile(path);
    const isOpen = (path: string): boolean => path === at('compose.yaml');
    judgements = new Judgements({ loadCompose: counted, readText, environment: {}, isOpen });
    const reader = new ComposeReader();
    surroundings = new ProjectSurroundings({
      judgements,
      large: 0,
      read: async (path) => reader.read(path, await readText(path)),
    });
    await surroundings.of(at('compose.yaml'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is known without a load while a service is being typed, also when it cannot be read', async () => {
    type(main.replace('image: web', 'image: other'));
    assert.deepEqual((await surroundings.of(at('compose.yaml'))).files, [
      at('compose.yaml'),
      at('db.yaml'),
    ]);
    type(main.replace('image: web }', 'image: "'));
    const { environment, workingDir } = await surroundings.of(at('compose.yaml'));
    assert.equal(environment['TAG'], '1');
    assert.equal(workingDir, folder);
    assert.equal(loads, 1);
  });

  it('is looked at again when the file includes or extends another', async () => {
    type(main.replace('[db.yaml]', '[db.yaml, more.yaml]'));
    assert.ok((await surroundings.of(at('compose.yaml'))).files.includes(at('more.yaml')));
    type(main.replace('image: web', 'extends: { file: more.yaml, service: more }'));
    assert.ok((await surroundings.of(at('compose.yaml'))).files.includes(at('more.yaml')));
  });

  it('is looked at again for a fragment, which may be part of the project by what it says', async () => {
    const fragment = at('compose.prod.yaml');
    await writeFile(fragment, 'services: { job: { image: job } }\n');
    assert.deepEqual((await surroundings.of(fragment)).files, [fragment]);
    await writeFile(fragment, 'services: { web: { restart: always } }\n');
    judgements.changed(fragment);
    assert.ok((await surroundings.of(fragment)).files.includes(at('compose.yaml')));
  });

  it('is looked at again when an included file has changed on disk', async () => {
    await writeFile(at('db.yaml'), 'include: [more.yaml]\n');
    type(main.replace('image: web', 'image: other'));
    assert.ok((await surroundings.of(at('compose.yaml'))).files.includes(at('more.yaml')));
  });

  it('is looked at again when a file of variables has changed', async () => {
    await writeFile(at('.env'), 'TAG=2\n');
    surroundings.changed(at('.env'));
    type(main.replace('image: web', 'image: other'));
    assert.equal((await surroundings.of(at('compose.yaml'))).environment['TAG'], '2');
  });

  it('is left to the loader where a variable leads to the files', async () => {
    type(main.replace('[db.yaml]', '["${FILE:-more}.yaml"]'));
    await surroundings.of(at('compose.yaml'));
    const before = loads;
    type(text.replace('image: web', 'image: other'));
    const { files } = await surroundings.of(at('compose.yaml'));
    assert.ok(files.includes(at('more.yaml')));
    assert.equal(loads, before + 1);
  });
});
