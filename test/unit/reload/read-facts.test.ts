import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { loadCompose } from '../../../server/src/compose/load.ts';
import { readReloadFacts } from '../../../server/src/reload/read-facts.ts';
import type { ReloadFacts } from '../../../server/src/reload/rules/input.ts';
import { TempTree } from '../projects/temp-tree.ts';

describe('what rules are made of beside the compose files', () => {
  let tree: TempTree;
  afterEach(() => {
    tree.dispose();
  });

  const read = async (
    files: Readonly<Record<string, string>>,
    prepare: (made: TempTree) => void = () => undefined,
  ): Promise<ReloadFacts> => {
    tree = new TempTree(files, 'shop');
    prepare(tree);
    const { model } = await loadCompose({ directory: tree.root, environment: {} });
    return readReloadFacts(model!);
  };
  const near = (paths: Iterable<string>): string[] =>
    [...paths].map((path) => path.replace(`${tree.root}/`, '')).sort();

  it('is the Dockerfile of each service, those of inactive profiles included', async () => {
    const { builds, read: paths } = await read({
      'compose.yaml': `services:
  web: { build: ./web }
  lower: { build: ./lower, profiles: [off] }
  other: { build: { context: ./web, dockerfile: ../docker/Own } }
  inline: { build: { context: ./web, dockerfile_inline: FROM c } }
  gone: { build: ./gone }
  far: { build: "https://example.com/x.git" }
  none: { image: a }
`,
      'web/Dockerfile': 'FROM a',
      'web/.dockerignore': 'x',
      'lower/dockerfile': 'FROM b',
      'docker/Own': 'FROM o',
      'docker/Own.dockerignore': 'y',
    });
    const found = [...builds].map(([name, { dockerfile, dockerfilePath = '', ignore }]) => [
      name,
      dockerfile,
      dockerfilePath.replace(`${tree.root}/`, ''),
      ignore?.text,
    ]);
    assert.deepEqual(found.sort(), [
      ['inline', 'FROM c', '', 'x'],
      ['lower', 'FROM b', 'lower/dockerfile', undefined],
      ['other', 'FROM o', 'docker/Own', 'y'],
      ['web', 'FROM a', 'web/Dockerfile', 'x'],
    ]);
    // Also those that are not there: they may come.
    for (const path of ['gone/Dockerfile', 'web/Dockerfile.dockerignore', 'lower/Dockerfile'])
      assert.ok(near(paths).includes(path), path);
  });

  it('is what paths are, and where links lead', async () => {
    const { kinds, links, packages } = await read(
      {
        'compose.yaml': `services:
  web:
    build: .
    working_dir: /app/ui
    volumes: ['./src:/app', './link:/l', './gone:/g']
    develop: { watch: [{ path: a.conf, action: sync, target: /a }] }
`,
        Dockerfile: 'FROM a AS b\nCOPY one lib/*.js ./\nFROM a\nCOPY --from=b /x /x\nADD two ./\n',
        one: '',
        'two/x': '',
        'lib/a.js': '',
        'a.conf': '',
        'src/package.json': '{"a": 1}',
        'src/ui/package.json': '{"b": 1}',
      },
      (made) => {
        symlinkSync('src', made.path('link'));
      },
    );
    assert.deepEqual(
      near(kinds.keys()),
      [tree.root, ...['a.conf', 'lib', 'link', 'one', 'src', 'two']].sort(),
    );
    assert.equal(kinds.get(tree.path('one')), 'file');
    assert.equal(kinds.get(tree.path('two')), 'folder');
    assert.deepEqual([...links], [[tree.path('link'), tree.path('src')]]);
    assert.deepEqual(near(packages.keys()), ['link', 'src', 'src/ui']);
  });

  it('a project behind a link has no links of its own', async () => {
    tree = new TempTree({
      'real/compose.yaml': "services: { web: { image: a, volumes: ['./src:/app'] } }",
      'real/src/a': '',
    });
    symlinkSync('real', tree.path('link'));
    const { model } = await loadCompose({ directory: tree.path('link'), environment: {} });
    const { links, kinds } = await readReloadFacts(model!);
    assert.deepEqual([...links], []);
    assert.deepEqual([...kinds], [[tree.path('link/src'), 'folder']]);
  });
});
