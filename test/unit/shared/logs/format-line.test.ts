import assert from 'node:assert/strict';
import { formatLine } from '#shared/logs/format-line';

const line = {
  timeMs: Date.UTC(2024, 0, 2, 15, 4, 5, 123),
  time: '2024-01-02T15:04:05.123456789Z',
  source: 'api',
  stream: 'stderr',
  text: '\u001b[31mERROR\u001b[0m lost',
} as const;

describe('a line outside the panel', () => {
  it('is text with its time and its service', () => {
    assert.equal(formatLine(line, 'text'), '2024-01-02T15:04:05.123Z api | ERROR lost\n');
  });

  it('is an object of JSON with all there is to it', () => {
    assert.deepEqual(JSON.parse(formatLine(line, 'ndjson')), {
      time: '2024-01-02T15:04:05.123456789Z',
      source: 'api',
      stream: 'stderr',
      level: 'error',
      message: 'ERROR lost',
    });
  });

  it('is whole, however long', () => {
    const text = 'x'.repeat(100_000);
    assert.equal(formatLine({ ...line, text }, 'text').length, text.length + 32);
  });

  it('that HyperBox wrote has no level', () => {
    const marker = { ...line, stream: 'marker', text: 'error: exited' } as const;
    assert.match(formatLine(marker, 'ndjson'), /"level":"none"/);
  });
});
