import assert from 'node:assert/strict';
import { typingPauseMs } from '../../../../server/src/compose/language/typing-pause.ts';

describe('the pause of typing before a file is judged', () => {
  it('is as long as its judgement takes, within limits', () => {
    assert.equal(typingPauseMs(3, 20), 20);
    assert.equal(typingPauseMs(90, 20), 90);
    assert.equal(typingPauseMs(5000, 20), 200);
  });
});
