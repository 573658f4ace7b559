import assert from 'node:assert/strict';
import { reloadStatusLook, reloadToShow } from '../../../../client/src/reload/status-look.ts';
import { aReload } from '../items.ts';

describe('the last reload in the status bar', () => {
  it('is not there before the first', () => {
    assert.equal(reloadStatusLook([]), undefined);
  });

  it('says how long the last one took, and in its tooltip how all services did', () => {
    const look = reloadStatusLook([
      aReload({ service: 'api', outcome: { kind: 'unchanged' } }),
      aReload(),
    ]);
    assert.equal(look?.text, '$(sync) web 412 ms');
    assert.equal(look.warns, false);
    assert.deepEqual(look.tooltip.split('\n').slice(1), [
      'web: sync+restart · 412 ms · 14:03:22',
      'api: sync+restart · nothing had changed · 14:03:22',
    ]);
  });

  it('warns of a failure until that service does well, whatever others do', () => {
    const failed = aReload({ outcome: { kind: 'failed', message: 'npm ci failed', lines: [] } });
    const look = reloadStatusLook([failed, aReload({ service: 'api' })]);
    assert.equal(look?.text, '$(warning) web: reload failed');
    assert.equal(look.warns, true);
    assert.match(look.tooltip, /web: sync\+restart · npm ci failed/);
    assert.equal(reloadToShow([failed, aReload({ service: 'api' })]), failed);
    const two = reloadStatusLook([failed, { ...failed, service: 'api' }]);
    assert.equal(two?.text, '$(warning) 2 reloads failed');
  });
});
