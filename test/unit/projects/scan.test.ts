import assert from 'node:assert/strict';
import { chmodSync, symlinkSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { scanWorkspace, type ScanLimits } from '../../../server/src/projects/scan.ts';
import { TempTree } from './temp-tree.ts';
import { cpuMsOfAsync } from '../../support/cpu-time.ts';

const compose = 'services:\n  web:\n    image: busybox\n';

describe('scan of a workspace', () => {
  let tree: TempTree;
  afterEach(() => {
    tree.dispose();
  });
  /** Kind and folder of what is found, in the order in which it is found. */
  const scan = async (
    files: Readonly<Record<string, string>>,
    limits?: ScanLimits,
  ): Promise<string[]> => {
    tree = new TempTree(files);
    return scanned(limits);
  };
  const scanned = async (limits?: ScanLimits): Promise<string[]> => {
    const { projects } = await scanWorkspace([tree.root], { ...(limits && { limits }) });
    return projects.map(
      ({ project }) => `${project.source.kind} ${project.directory.slice(tree.root.length) || '/'}`,
    );
  };

  it('finds every standard compose file name', async () => {
    assert.deepEqual(
      await scan({
        'a/compose.yaml': compose,
        'b/compose.yml': compose,
        'c/docker-compose.yml': compose,
        'd/docker-compose.yaml': compose,
        'e/compose.override.yaml': compose,
        'f/my-compose.yaml': compose,
      }),
      ['compose /a', 'compose /b', 'compose /c', 'compose /d'],
    );
  });

  it('takes the override along, and what COMPOSE_FILE in .env names', async () => {
    tree = new TempTree({
      'a/compose.yaml': compose,
      'a/compose.override.yaml': compose,
      'b/.env': 'X=1\nexport COMPOSE_FILE="base.yml:dev.yml" # both\n',
      'b/base.yml': compose,
      'b/dev.yml': compose,
    });
    const { projects } = await scanWorkspace([tree.root]);
    assert.deepEqual(
      projects.map(({ project }) => 'files' in project.source && project.source.files),
      [
        [tree.path('a/compose.yaml'), tree.path('a/compose.override.yaml')],
        [tree.path('b/base.yml'), tree.path('b/dev.yml')],
      ],
    );
  });

  it('gives one folder one kind of project, compose first', async () => {
    const node = '{"scripts":{"dev":"vite"}}';
    assert.deepEqual(
      await scan({
        'a/compose.yaml': compose,
        'a/Dockerfile': 'FROM x',
        'a/package.json': node,
        'b/Dockerfile': 'FROM x',
        'b/package.json': node,
        'b/.devcontainer/devcontainer.json': '{"image":"x"}',
        'c/.devcontainer.json': '{"image":"x"}',
        'c/package.json': node,
        'd/package.json': node,
        'e/.devcontainer/devcontainer.json': '{"dockerComposeFile":"c.yml"}',
        'e/Dockerfile': 'FROM x',
      }),
      ['compose /a', 'dockerfile /b', 'devcontainer /c', 'stack /d', 'devcontainer /e'],
    );
  });

  it('does not look into dependencies, output, hidden and ignored folders', async () => {
    assert.deepEqual(
      await scan({
        '.gitignore': '/skipped/\nlogs\n',
        'sub/.gitignore': '*\n!kept/\n',
        'node_modules/x/compose.yaml': compose,
        'vendor/compose.yaml': compose,
        'dist/compose.yaml': compose,
        '.hidden/compose.yaml': compose,
        'skipped/compose.yaml': compose,
        'deep/logs/compose.yaml': compose,
        'sub/compose.yaml': compose,
        'sub/left-out/compose.yaml': compose,
        'sub/kept/compose.yaml': compose,
      }),
      ['compose /sub', 'compose /sub/kept'],
    );
  });

  it('does not follow links to folders, and survives what it cannot read', async () => {
    tree = new TempTree({ 'a/compose.yaml': compose, 'b/compose.yaml': compose });
    symlinkSync(tree.root, tree.path('a/loop'));
    symlinkSync(tree.path('nowhere'), tree.path('dangling'));
    symlinkSync(tree.path('a/compose.yaml'), tree.path('compose.yaml'));
    chmodSync(tree.path('b'), 0o000);
    // The administrator may read everything.
    const readable = process.getuid?.() === 0 ? ['compose /b'] : [];
    assert.deepEqual(await scanned(), ['compose /', 'compose /a', ...readable]);
    chmodSync(tree.path('b'), 0o755);
  });

  it('finds projects in folders of any name', async () => {
    const name = `it's "so" $wide  ü 漢字 [x] %20`;
    assert.deepEqual(await scan({ [`${name}/compose.yaml`]: compose }), [`compose /${name}`]);
  });

  it('stops at its limits, what is near first', async () => {
    const files = { 'z/compose.yaml': compose, 'a/b/c/compose.yaml': compose, 'a/b/x': '' };
    assert.deepEqual(await scan(files, { depth: 1, folders: 100 }), ['compose /z']);
    const cut = await scanWorkspace([tree.root], { limits: { depth: 9, folders: 4 } });
    assert.equal(cut.cut, true);
    assert.deepEqual([...cut.visited].length, 4);
    assert.equal(cut.projects.length, 1);
  });

  it('looks at a folder once that is in two workspace folders', async () => {
    tree = new TempTree({ 'a/compose.yaml': compose });
    const { projects } = await scanWorkspace([tree.root, tree.path('a')]);
    assert.deepEqual(
      projects.map(({ workspaceFolder }) => workspaceFolder),
      [tree.path('a')],
    );
  });

  it('looks through 50,000 files in a moment', async function () {
    this.timeout(120_000);
    const files: Record<string, string> = {};
    for (let i = 0; i < 50_000; i++) {
      files[`a${i % 50}/b${Math.floor(i / 50) % 50}/f${i}.txt`] = '';
    }
    tree = new TempTree(files);
    const ms = await cpuMsOfAsync(() => scanWorkspace([tree.root]));
    assert.ok(ms < 5000, `${ms} ms`);
  });
});
