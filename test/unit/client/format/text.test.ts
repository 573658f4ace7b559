import assert from 'node:assert/strict';
import { formatBytes } from '../../../../client/src/format/bytes.ts';
import { formatTextTable } from '../../../../client/src/format/text-table.ts';

describe('formatBytes', () => {
  const cases: readonly [number, string][] = [
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1.00 kB'],
    [4_860_000, '4.86 MB'],
    [156_300_000, '156 MB'],
    [12_345_678_901, '12.3 GB'],
    [5e18, '5000000 TB'],
  ];
  for (const [bytes, text] of cases) {
    it(`writes ${bytes} as ${text}`, () => {
      assert.equal(formatBytes(bytes), text);
    });
  }
});

describe('formatTextTable', () => {
  it('lines columns up and leaves the last one as it is', () => {
    const table = formatTextTable(
      ['PID', 'CMD'],
      [
        ['1', 'sleep 600'],
        ['12345', 'sh'],
      ],
    );
    assert.equal(table, 'PID    CMD\n1      sleep 600\n12345  sh\n');
  });
});
