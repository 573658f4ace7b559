import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, before, beforeEach, describe, it } from 'mocha';
import { GitIgnore } from '../../../server/src/reload/git-ignore.ts';
import { TempTree } from '../projects/temp-tree.ts';

const files: Readonly<Record<string, string>> = {
  '.gitignore':
    '*.log\n!keep.log\n/dist/\nbuild/\n# a comment\ntmp*\n!tmp-kept\ndoc/**/*.txt\n\\#odd\n',
  '.git/info/exclude': 'private/\n!never\n*.secret\n',
  'home/.gitconfig': '[user]\n  name = x\n[core]\n  excludesFile = ~/ignored\n',
  'home/ignored': '*.mine\n',
  'packages/web/.gitignore': '!important.log\n*.ts\n!src/\n/only-here\n',
  'packages/web/src/.gitignore': '!index.ts\nbuild\n',
};
const asked = [
  ...['a.log', 'keep.log', 'dist/x', 'packages/dist/x', 'build/x', 'packages/build/deep/x'],
  ...['tmp1', 'tmp-kept', 'tmp-kept/x', 'doc/a.txt', 'doc/deep/b.txt', '#odd', 'x.secret'],
  ...['private/x', 'packages/private/x', 'a.mine', 'packages/web/a.mine', 'packages/web/a.ts'],
  ...['packages/web/important.log', 'packages/web/other.log', 'packages/web/only-here'],
  ...['packages/web/deep/only-here', 'packages/web/src/index.ts', 'packages/web/src/other.ts'],
  ...['packages/web/src/build', 'packages/web/src/build/x', 'build/keep.log', 'plain', 'a b/c d'],
];

describe('what git ignores', () => {
  let tree: TempTree;
  before(function () {
    if (spawnSync('git', ['--version']).status !== 0) this.skip();
  });
  beforeEach(() => {
    tree = new TempTree();
    execFileSync('git', ['init', '-q', tree.root]);
    tree.write(files);
  });
  afterEach(() => {
    tree.dispose();
  });

  const byGit = (): readonly string[] => {
    const { stdout } = spawnSync(
      'git',
      ['-C', tree.root, 'check-ignore', '--no-index', '--stdin'],
      {
        input: asked.join('\n'),
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: tree.path('home'), GIT_CONFIG_NOSYSTEM: '1' },
      },
    );
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.replaceAll('"', ''));
  };

  it('is the same as git says, from wherever it is asked', () => {
    for (const from of ['.', 'packages/web', 'packages/web/src']) {
      const git = new GitIgnore(join(tree.root, from), { homeFolder: tree.path('home') });
      const ours = asked.filter((path) => git.ignores(tree.path(path), 'file'));
      assert.deepEqual(ours, byGit());
    }
  });

  it('is read again when one of its files has changed', () => {
    const git = new GitIgnore(tree.root);
    assert.equal(git.ignores(tree.path('plain'), 'file'), false);
    tree.write({ '.gitignore': 'plain\n' });
    assert.equal(git.fileChanged(tree.path('packages/web/.gitignore')), true);
    assert.equal(git.ignores(tree.path('plain'), 'file'), true);
    assert.equal(git.fileChanged(tree.path('plain')), false);
  });

  it('is nothing outside of the repository', () => {
    const git = new GitIgnore(tree.root);
    assert.equal(git.ignores(join(tree.root, '..', 'a.log'), 'file'), false);
    assert.equal(git.ignores(tree.root, 'folder'), false);
  });
});
