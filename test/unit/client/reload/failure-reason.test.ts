import assert from 'node:assert/strict';
import type { ReloadItem } from '#shared/protocol/reload';
import { failureMessage, isNewFailure } from '../../../../client/src/reload/failure-reason.ts';
import { aReload } from '../items.ts';

const failed = (message: string, ...lines: readonly string[]): ReloadItem =>
  aReload({ outcome: { kind: 'failed', message, lines } });

describe('a failure of a reload', () => {
  it('is new when it is the first, or comes after a success', () => {
    assert.ok(isNewFailure({ item: failed('no') }));
    assert.ok(isNewFailure({ item: failed('no'), before: aReload() }));
    assert.equal(isNewFailure({ item: aReload(), before: failed('no') }), false);
  });

  it('is the same at another line, and another with other last words', () => {
    const before = failed('failed at line 3 (RUN)', 'no such module');
    const moved = failed('failed at line 4 (RUN)', 'no such module');
    assert.equal(isNewFailure({ item: moved, before }), false);
    assert.ok(isNewFailure({ item: failed('failed at line 3 (RUN)', 'no such file'), before }));
  });

  it('names its service once', () => {
    assert.equal(failureMessage('web', 'Service "web": The build failed.'), 'The build failed.');
    assert.equal(failureMessage('web', 'The build failed.'), 'The build failed.');
  });
});
