import assert from 'node:assert/strict';
import { CrashPolicy } from '../../../client/src/crash-policy.ts';

describe('CrashPolicy', () => {
  it('restarts until there are more crashes than the limit within the window', () => {
    let now = 0;
    const policy = new CrashPolicy(2, 1000, () => now);
    assert.equal(policy.crashed(), 'restart');
    now = 500;
    assert.equal(policy.crashed(), 'restart');
    now = 900;
    assert.equal(policy.crashed(), 'give-up');
  });

  it('forgets crashes that are long past, and all of them when reset', () => {
    let now = 0;
    const policy = new CrashPolicy(1, 1000, () => now);
    assert.equal(policy.crashed(), 'restart');
    now = 1000;
    assert.equal(policy.crashed(), 'restart');
    policy.reset();
    assert.equal(policy.crashed(), 'restart');
    assert.equal(policy.crashed(), 'give-up');
  });
});
