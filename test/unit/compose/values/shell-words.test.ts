import assert from 'node:assert/strict';
import { parseShellWords } from '../../../../server/src/compose/values/shell-words.ts';

describe('command lines', () => {
  const cases: readonly (readonly [string, readonly string[] | undefined])[] = [
    [`a "b c" d'e f'`, ['a', 'b c', 'de f']],
    ['a "" b', ['a', '', 'b']],
    [String.raw`a \" b\ c`, ['a', '"', 'b c']],
    ['sh -c foo && bar', ['sh', '-c', 'foo']],
    ['echo 2>x', ['echo']],
    ['x $(y z) `a b`', ['x', '$(y z)', '`a b`']],
    ['', []],
    ['a "b', undefined],
    ['a (b)', undefined],
  ];
  for (const [line, words] of cases) {
    it(`splits ${JSON.stringify(line)}`, () => {
      assert.deepEqual(parseShellWords(line), words);
    });
  }
});
