import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { exitText } from '../../../client/src/exit-text.ts';

describe('what is said of a service that ended after its start', () => {
  const exit = { service: 'web', exitCode: 1, ranForMs: 640, ends: 1 };

  it('names the service, its code and how long it ran', () => {
    assert.equal(exitText(exit), 'Service "web" exited with code 1 after 0.6 s.');
    assert.match(exitText({ ...exit, ranForMs: 12_400 }), /after 12 s\.$/);
    assert.match(exitText({ ...exit, ranForMs: 3 }), /after 0\.1 s\.$/);
  });

  it('says so when the engine starts it again and again', () => {
    assert.match(exitText({ ...exit, ends: 2 }), /"web" keeps ending, last with code 1/);
  });
});
