import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isContinuation } from '#shared/logs/continuation';
import { levelOf } from '#shared/logs/level';
import { linksIn } from '#shared/logs/links';

const program = `const fail = () => {
  throw new TypeError('first', { cause: new RangeError('of it') });
};
try {
  fail();
} catch (error) {
  console.error(error);
}
console.error('between');
console.error(new AggregateError([new Error('a'), 5], 'several'));
console.error('between');
fail();
`;

describe('traces of this Node', () => {
  let folder = '';
  let lines: readonly string[] = [];
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'hyperbox-traces-'));
    const file = join(folder, 'program.cjs');
    writeFileSync(file, program);
    lines = spawnSync(process.execPath, [file], { encoding: 'utf8' }).stderr.trimEnd().split('\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('are kept together, and apart from each other', () => {
    let previous: string | undefined;
    const heads = lines.filter((line) => {
      const continues = isContinuation(line, previous);
      if (line.trim() !== '') previous = line;
      return !continues;
    });
    assert.deepEqual(
      heads.map((head) => head.replace(folder, '')),
      ['TypeError: first', 'between', 'AggregateError: several', 'between', '/program.cjs:2'],
    );
  });

  it('are errors', () => {
    assert.equal(
      lines.filter((line) => /^\w+Error: /.test(line) && levelOf(line) !== 'error').length,
      0,
    );
    assert.equal(levelOf(lines[0] ?? ''), 'error');
  });

  it('lead to the line that failed', () => {
    const frame = lines.find((line) => line.includes('at fail')) ?? '';
    assert.deepEqual(
      linksIn(frame).map(({ place }) => place),
      [{ kind: 'file', path: join(folder, 'program.cjs'), line: 2, column: 9 }],
    );
  });
});
