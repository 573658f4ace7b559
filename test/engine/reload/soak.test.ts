import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { testEndpoint } from '../../support/engine.ts';
import { soak } from '../../soak/soak.ts';

/** A little of `npm run soak`, with what it always draws. */
describe('hot reload under random edits, kills and crashes', function () {
  this.timeout(240_000);

  it('brings every container to what the workspace has and restarts nothing for no reason', async () => {
    const { complaints, rows } = await soak({
      name: `hyperbox-soak-test-${String(process.pid)}`,
      seconds: 25,
      seed: 20261121,
      script: 'server/src/main.ts',
      address: testEndpoint.address,
    });
    assert.deepEqual(complaints, []);
    assert.ok(rows.length > 0);
  });
});
