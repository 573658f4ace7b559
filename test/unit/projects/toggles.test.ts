import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOn, moved, togglesOf } from '../../../server/src/projects/toggles.ts';

describe('toggles of auto restart', () => {
  it('are as the setting says where nobody has chosen', () => {
    assert.deepEqual(togglesOf(undefined, true), { project: true, services: {} });
    assert.deepEqual(togglesOf({ autoRestart: false }, true), { project: false, services: {} });
  });

  it('of a service win over the project’s', () => {
    const toggles = togglesOf({ autoRestart: true, autoRestartServices: { db: false } }, false);
    assert.equal(isOn(toggles, 'web'), true);
    assert.equal(isOn(toggles, 'db'), false);
  });

  it('moved on one service leave the others', () => {
    const before = { autoRestart: true, autoRestartServices: { db: false } };
    assert.deepEqual(moved(before, { service: 'web', enabled: false }), {
      autoRestartServices: { db: false, web: false },
    });
  });

  it('moved on the project hold for all its services', () => {
    const before = { autoRestart: true, autoRestartServices: { db: false } };
    assert.deepEqual(moved(before, { enabled: true }), {
      autoRestart: true,
      autoRestartServices: {},
    });
  });
});
