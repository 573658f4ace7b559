import assert from 'node:assert/strict';
import { statusLook } from '../../../client/src/status-look.ts';
import { aProject, aService } from './items.ts';

describe('the status bar', () => {
  it('shows nothing without a project', () => {
    assert.equal(statusLook([]), undefined);
  });

  it('shows the state and auto restart of the only project', () => {
    assert.equal(statusLook([aProject()])?.text, '$(layers-active) shop: running');
    const look = statusLook([aProject({ autoRestart: true })]);
    assert.equal(look?.text, '$(layers-active) shop: running $(sync)');
    assert.match(look.spoken, /auto restart on save is on$/);
    const services = [aService({ autoRestart: true }), aService({ name: 'db' })];
    const some = statusLook([aProject({ services })]);
    assert.equal(some?.text, '$(layers-active) shop: running $(sync)');
    assert.match(some.tooltip, /auto restart on save is on for web$/);
  });

  it('counts several projects', () => {
    const look = statusLook([aProject(), aProject({ name: 'blog', state: 'stopped' })]);
    assert.equal(look?.text, '$(layers-active) 1/2');
    assert.equal(look.warns, false);
  });

  it('warns of one that is unhealthy or cannot be used', () => {
    assert.equal(statusLook([aProject({ state: 'invalid' })])?.warns, true);
    assert.equal(statusLook([aProject(), aProject({ state: 'unhealthy' })])?.warns, true);
  });
});
