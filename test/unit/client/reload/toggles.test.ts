import assert from 'node:assert/strict';
import { toggleNote, toggleOf } from '../../../../client/src/reload/toggles.ts';
import { aProject, aService } from '../items.ts';

const withToggles = (...toggles: readonly boolean[]) =>
  aProject({
    services: toggles.map((autoRestart, index) =>
      aService({ name: `s${String(index)}`, autoRestart }),
    ),
  });

describe('the toggle of a project', () => {
  it('is on, off, or on for some of its services', () => {
    assert.equal(toggleOf(withToggles(true, true)), 'on');
    assert.equal(toggleOf(withToggles(false, false)), 'off');
    assert.equal(toggleOf(withToggles(true, false)), 'some');
  });

  it('is the project’s own where no service is known', () => {
    assert.equal(toggleOf(aProject({ services: [], autoRestart: true })), 'on');
  });

  it('does not ask services that no file declares', () => {
    const orphan = aService({ name: 'old', orphan: true });
    const services = [aService({ autoRestart: true }), orphan];
    assert.equal(toggleOf(aProject({ services })), 'on');
  });

  it('names the services that are on when not all are', () => {
    assert.equal(toggleNote(withToggles(false, true, true)), 'auto restart of s1, s2');
    assert.equal(toggleNote(withToggles(true)), 'auto restart');
    assert.equal(toggleNote(withToggles(false)), undefined);
  });
});
