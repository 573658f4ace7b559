import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { EnvFacts } from '../../../../server/src/compose/advice/env-facts.ts';
import { EnvFiles } from '../../../../server/src/compose/language/env-files.ts';
import { loadCompose } from '../../../../server/src/compose/load.ts';

const plain = 'services:\n  web:\n    image: nginx:${TAG}\n';

describe('what is known of a .env', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-env-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  const factsOf = async (
    files: Readonly<Record<string, string>>,
  ): Promise<EnvFacts | undefined> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const { model, inputs } = await loadCompose({ directory: folder, environment: {} });
    assert(model !== undefined);
    return new EnvFiles((file) => readFile(file, 'utf8')).factsFor(model, inputs);
  };

  it('is for Compose only where nothing around could read it', async () => {
    const facts = await factsOf({
      'compose.yaml': plain,
      '.env': 'TAG=1\nDEPLOY=2\nLEFT=3\n',
      'README.md': 'LEFT',
      'deploy.sh': 'echo $DEPLOY',
      'nginx/site.conf': 'server {}',
    });
    assert.equal(facts?.isForComposeOnly, true);
    assert.deepEqual(
      facts.entries.map(({ name }) => [name, facts.isMentioned(name)]),
      [
        ['TAG', true],
        ['DEPLOY', true],
        ['LEFT', false],
      ],
    );
  });

  const given: Readonly<Record<string, string>> = {
    'as an env file': 'services:\n  web:\n    image: nginx\n    env_file: .env\n',
    'with the folder that is mounted':
      'services:\n  web:\n    image: nginx\n    volumes: [".:/app"]\n',
    'with the folder that is built': 'services:\n  web:\n    build: .\n',
    'in a profile that is not active':
      'services:\n  web:\n    image: nginx\n    profiles: [a]\n    env_file: .env\n',
  };
  for (const [how, compose] of Object.entries(given)) {
    it(`is not, when a service is given it ${how}`, async () => {
      const facts = await factsOf({ 'compose.yaml': compose, '.env': 'TAG=1\n' });
      assert.equal(facts?.isForComposeOnly, false);
    });
  }

  for (const file of ['package.json', 'Makefile', 'main.py', 'app/go.mod']) {
    it(`is not, beside ${file}`, async () => {
      const facts = await factsOf({ 'compose.yaml': plain, '.env': 'TAG=1\n', [file]: '' });
      assert.equal(facts?.isForComposeOnly, false);
    });
  }

  it('is nothing where there is none', async () => {
    assert.equal(await factsOf({ 'compose.yaml': plain }), undefined);
  });
});
