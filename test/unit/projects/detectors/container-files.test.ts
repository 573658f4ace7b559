import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { loadCompose } from '../../../../server/src/compose/load.ts';
import type { LoadResult } from '../../../../server/src/compose/load-contract.ts';
import type { DetectedProject } from '../../../../server/src/projects/detectors/detector.ts';
import { exposedPorts } from '../../../../server/src/projects/detectors/dockerfile.ts';
import { parseJsonc } from '../../../../server/src/projects/detectors/jsonc.ts';
import { loadDetected } from '../../../../server/src/projects/loading.ts';
import { scanWorkspace } from '../../../../server/src/projects/scan.ts';
import { TempTree } from '../temp-tree.ts';

let tree: TempTree;
const detect = async (
  files: Readonly<Record<string, string>>,
  name = 'shop',
): Promise<readonly DetectedProject[]> => {
  tree = new TempTree(files, name);
  return (await scanWorkspace([tree.root])).projects.map(({ project }) => project);
};
const load = (project: DetectedProject | undefined): Promise<LoadResult> =>
  loadDetected({ loadCompose, environment: { HOME: '/home/me' } }, project!, undefined);

describe('a lone Dockerfile', () => {
  afterEach(() => {
    tree.dispose();
  });

  it('is built and its exposed ports are published', async () => {
    const [project] = await detect({
      Containerfile: 'FROM x\nARG PORT=8080\nEXPOSE $PORT 9000/tcp 53/udp\n',
    });
    const { model, findings } = await load(project);
    assert.deepEqual(findings, []);
    assert.equal(model?.name, 'shop');
    const app = model.services['app'] ?? assert.fail();
    assert.equal(app.build?.context, tree.root);
    assert.equal(app.build.dockerfile, 'Containerfile');
    assert.deepEqual(
      app.ports?.map(({ target, published }) => [target, published]),
      [
        [8080, '8080'],
        [9000, '9000'],
      ],
    );
  });

  it('may have a name of its own when it is the only one', async () => {
    assert.equal((await detect({ 'api.Dockerfile': 'FROM x' })).length, 1);
    tree.dispose();
    assert.equal((await detect({ 'a.Dockerfile': 'FROM x', 'b.Dockerfile': 'FROM x' })).length, 0);
  });
});

describe('exposed ports', () => {
  it('are read with the variables that the file gives a value', () => {
    assert.deepEqual(exposedPorts('ENV P=80\nexpose ${P} ${Q:-81} $NONE 82-83\nEXPOSE 80'), [
      '80',
      '81',
    ]);
  });
});

describe('devcontainer.json', () => {
  afterEach(() => {
    tree.dispose();
  });

  it('with an image is run and kept up, its workspace mounted', async () => {
    const [project] = await detect({
      '.devcontainer/devcontainer.json': `// For everyone
      {
        "name": "Shop", /* the shop */
        "image": "mcr.example/base:1",
        "forwardPorts": [3000, "db:5432",],
        "containerEnv": { "A": "cost: $5 // no comment", "H": "\${localEnv:HOME}/x", "W": "\${containerWorkspaceFolder}" },
        "mounts": ["source=cache-\${localWorkspaceFolderBasename},target=/cache,type=volume"],
        "remoteUser": "vscode",
        "features": { "x": {} },
      }`,
    });
    assert.equal(project?.source.kind === 'devcontainer' && project.source.form, 'image');
    assert.match(project?.proposal?.text ?? '', /^# Made from .*\n# Not taken over.*: features\./);
    const { model, findings } = await load(project);
    assert.deepEqual(findings, []);
    const dev = model?.services['dev'] ?? assert.fail();
    assert.equal(dev.image, 'mcr.example/base:1');
    assert.deepEqual(dev.entrypoint, ['sleep', 'infinity']);
    assert.equal(dev.user, 'vscode');
    assert.equal(dev.working_dir, '/workspaces/shop');
    assert.deepEqual(dev.environment, {
      A: 'cost: $5 // no comment',
      H: '/home/me/x',
      W: '/workspaces/shop',
    });
    assert.deepEqual(
      dev.volumes?.map(({ type, source, target }) => [type, source, target]),
      [
        ['bind', tree.root, '/workspaces/shop'],
        ['volume', 'cache-shop', '/cache'],
      ],
    );
    assert.deepEqual(
      dev.ports?.map(({ target }) => target),
      [3000],
    );
  });

  it('with a build is built from where it says', async () => {
    const [project] = await detect({
      '.devcontainer/devcontainer.json':
        '{"build":{"dockerfile":"Dockerfile","context":"..","args":{"V":"1"},"target":"dev"},"overrideCommand":false}',
      '.devcontainer/Dockerfile': 'FROM x AS dev\n',
    });
    const { model, findings } = await load(project);
    assert.deepEqual(findings, []);
    const build = model?.services['dev']?.build ?? assert.fail();
    assert.equal(build.context, tree.root);
    assert.equal(build.dockerfile, '.devcontainer/Dockerfile');
    assert.deepEqual([build.target, build.args], ['dev', { V: '1' }]);
    assert.equal(model?.services['dev']?.entrypoint, null);
  });

  it('with compose files uses them, under the name that the reference gives them', async () => {
    const [project] = await detect({
      '.devcontainer/devcontainer.json': '{"dockerComposeFile":["a.yml","b.yml"],"service":"x"}',
      '.devcontainer/a.yml': 'services:\n  x:\n    image: one\n',
      '.devcontainer/b.yml': 'services:\n  x:\n    image: two\n',
    });
    const { model, findings } = await load(project);
    assert.deepEqual(findings, []);
    assert.equal(model?.name, 'shop_devcontainer');
    assert.equal(model.services['x']?.image, 'two');
    assert.equal(project?.proposal, undefined);
  });

  it('may be there several times, each a project of its own', async () => {
    const found = await detect({
      '.devcontainer/api/devcontainer.json': '{"image":"x"}',
      '.devcontainer/web/devcontainer.json': '{"image":"y"}',
    });
    assert.deepEqual(
      found.map(({ variant }) => variant),
      ['.devcontainer/api', '.devcontainer/web'],
    );
    const names = await Promise.all(
      found.map(async (project) => (await load(project)).model?.name),
    );
    assert.deepEqual(names, ['shop-api', 'shop-web']);
  });

  it('that says nothing useful is no project', async () => {
    assert.deepEqual(await detect({ '.devcontainer/devcontainer.json': '{"name":"x"}' }), []);
    tree.dispose();
    assert.deepEqual(await detect({ '.devcontainer/devcontainer.json': '{"image": }' }), []);
  });
});

describe('JSON with comments', () => {
  it('keeps strings as they are', () => {
    assert.deepEqual(parseJsonc('\uFEFF{"a": "//x", /* ,] */ "b": ["/*", "\\",]",], // c\n}'), {
      a: '//x',
      b: ['/*', '",]'],
    });
    assert.equal(parseJsonc('{'), undefined);
  });
});
