import assert from 'node:assert/strict';
import { segmentsOf } from '../../../../webview/src/logs/model/segments.ts';

describe('highlights', () => {
  const red = { foreground: 1 };
  it('cut runs where a match begins and ends, across styles', () => {
    const runs = [
      { text: 'one two', style: {} },
      { text: ' three', style: red },
    ];
    assert.deepEqual(
      segmentsOf(runs, [
        { start: 0, end: 1 },
        { start: 4, end: 10 },
      ]),
      [
        { text: 'o', style: {}, match: 0 },
        { text: 'ne ', style: {} },
        { text: 'two', style: {}, match: 1 },
        { text: ' th', style: red, match: 1 },
        { text: 'ree', style: red },
      ],
    );
  });

  it('leave a line without matches as it is', () => {
    const runs = [{ text: 'x', style: red }];
    assert.equal(segmentsOf(runs, []), runs);
  });
});
