import assert from 'node:assert/strict';
import { loadFiles } from '../load-text.ts';

describe('an env file with mistakes', () => {
  it('has each of them told, and what the lines behind them set is not unset', async () => {
    const { findings } = await loadFiles({
      files: {
        'compose.yaml': 'services:\n  a:\n    image: x:${B}${D}${E}\n',
        '.env': 'A=1\nFOO BAR\nB=2\n%C=3\nD=4\nX="open\nE=5\n',
      },
    });
    assert.deepEqual(
      findings.map(({ code, range }) => [code, range.start.line]),
      [
        ['env-file-syntax', 1],
        ['env-file-syntax', 3],
        ['env-file-syntax', 5],
      ],
    );
  });
});
