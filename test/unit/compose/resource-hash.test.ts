import assert from 'node:assert/strict';
import { networkHash, volumeHash } from '../../../server/src/compose/hash.ts';

/** Labels that Docker Compose 2.40.3 wrote when it made these; `test/conformance/run` compares more. */
describe('the hash of a network or volume', () => {
  it('is the one that Docker Compose writes', () => {
    const network = { name: 'hbrun-h4_net', ipam: {} };
    assert.equal(
      networkHash(network),
      'fff89137da9484d6fcc9c2bc914c18aa9a7cb6eb62260e1aac143f87d3d654c0',
    );
    assert.equal(
      volumeHash({ name: 'hbrun-h4_data' }),
      '7b4679ed198dde8e5f6c13ff86b52934cd61cfc0230f57c20ba10e2606b7619c',
    );
  });

  it('names the default driver of a volume', () => {
    assert.equal(volumeHash({ name: 'v', driver: 'local' }), volumeHash({ name: 'v' }));
  });
});
