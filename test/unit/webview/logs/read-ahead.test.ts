import assert from 'node:assert/strict';
import { wantedEnds } from '../../../../webview/src/logs/model/read-ahead.ts';

describe('reading ahead', () => {
  const near = { above: 1, below: 1 };

  it('is for whichever end is near, while there is room', () => {
    const room = { isFull: false };
    assert.deepEqual(wantedEnds({ above: 100, below: 1, heading: 'start' }, room), {
      earlier: false,
      later: true,
    });
    assert.deepEqual(wantedEnds({ ...near, heading: 'end' }, room), {
      earlier: true,
      later: true,
    });
  });

  it('is only where the user is heading when the window is full, though both ends are near', () => {
    const full = { isFull: true };
    assert.deepEqual(wantedEnds({ ...near, heading: 'start' }, full), {
      earlier: true,
      later: false,
    });
    assert.deepEqual(wantedEnds({ ...near, heading: 'end' }, full), {
      earlier: false,
      later: true,
    });
    assert.deepEqual(wantedEnds({ above: 50, below: 50, heading: 'end' }, full), {
      earlier: false,
      later: false,
    });
  });
});
