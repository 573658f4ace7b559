import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { afterEach, describe, it } from 'mocha';
import { isGitWriting } from '../../../server/src/reload/git-lock.ts';
import { TempTree } from '../projects/temp-tree.ts';

describe('whether git is writing', () => {
  let tree: TempTree;
  afterEach(() => {
    tree.dispose();
  });
  const isWriting = (repository = '.'): boolean => isGitWriting(tree.path(repository), Date.now());

  it('is told by its lock, but for one that was left behind', () => {
    tree = new TempTree({ '.git/HEAD': '' });
    assert.equal(isWriting(), false);
    tree.write({ '.git/index.lock': '' });
    assert.equal(isWriting(), true);
    const past = new Date(Date.now() - 60_000);
    utimesSync(tree.path('.git/index.lock'), past, past);
    assert.equal(isWriting(), false);
  });

  it('is told of a linked worktree by the folder that it names', () => {
    tree = new TempTree({ 'work/.git': 'gitdir: ../main/.git/worktrees/work\n' });
    assert.equal(isWriting('work'), false);
    tree.write({ 'main/.git/worktrees/work/index.lock': '' });
    assert.equal(isWriting('work'), true);
  });

  it('is not where there is no repository', () => {
    tree = new TempTree({ a: '' });
    assert.equal(isWriting(), false);
  });
});
