import assert from 'node:assert/strict';
import { parseDockerignore } from '../../../server/src/engines/dockerignore.ts';

/** Patterns, then what stays out of the paths given. */
const rows: readonly (readonly [string, readonly string[], readonly string[]])[] = [
  ['node_modules', ['node_modules', 'node_modules/a/b'], ['a/node_modules', 'node_modules2']],
  ['**/node_modules', ['node_modules', 'a/b/node_modules/c'], ['node_modulesx']],
  ['*.md\n!README.md', ['a.md'], ['README.md', 'docs/a.md']],
  ['*/temp*', ['a/temp', 'a/temporary.txt'], ['temp', 'a/b/temp']],
  ['temp?', ['tempa'], ['temp', 'tempab']],
  ['/a/b/', ['a/b', 'a/b/c'], ['a', 'b']],
  ['./a/../b', ['b'], ['a']],
  ['# comment\n\n  spaced  ', ['spaced'], ['# comment']],
  ['*\n!src\nsrc/*.log', ['a', 'src/x.log'], ['src', 'src/a.ts', 'src/deep/y.log']],
  ['a/**/z', ['a/z', 'a/b/z', 'a/b/c/z'], ['a', 'z']],
  ['a/**', ['a/b', 'a/b/c'], ['b']],
  ['[ab].txt', ['a.txt', 'b.txt'], ['c.txt']],
  ['a.b+c(d)', ['a.b+c(d)'], ['axb+c(d)']],
  ['\\*.x', ['*.x'], ['a.x']],
  ['dir\n!dir/keep/**', ['dir', 'dir/x'], ['dir/keep/x']],
];

describe('.dockerignore', () => {
  for (const [patterns, ignored, kept] of rows) {
    it(`${JSON.stringify(patterns)} takes what it should`, () => {
      const rules = parseDockerignore(patterns);
      assert.deepEqual(
        [...ignored, ...kept].filter((path) => rules.ignores(path)),
        ignored,
      );
    });
  }

  it('says which line keeps a path out', () => {
    const rules = parseDockerignore('# all\n*\n!src\n src/*.log \n');
    assert.deepEqual(
      ['a', 'src/a.ts', 'src/x.log'].map((path) => {
        const rule = rules.keptOutBy(path);
        return rule && [rule.line, rule.text];
      }),
      [[1, '*'], undefined, [3, 'src/*.log']],
    );
  });

  it('says which folders must be read for their exceptions', () => {
    const rules = parseDockerignore('a\nb\n!a/x/keep\n!**/deep');
    assert.equal(rules.mayHoldExceptions('a'), true);
    assert.equal(rules.mayHoldExceptions('a/x'), true);
    assert.equal(parseDockerignore('a\n!a/x/keep').mayHoldExceptions('b'), false);
    assert.equal(parseDockerignore('a').mayHoldExceptions('a'), false);
  });
});
