import assert from 'node:assert/strict';
import type { ReloadRuleItem } from '#shared/protocol/reload';
import { statusLook as lookWith } from '../../../client/src/status-look.ts';
import { aProject, aService } from './items.ts';

const statusLook = (
  projects: Parameters<typeof lookWith>[0],
  rules: readonly ReloadRuleItem[] = [],
) => lookWith(projects, { of: () => rules });

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

  it('says what a save does to the services that are on', () => {
    const rule = (service: string): ReloadRuleItem => ({
      ...{ service, action: 'restart', path: '/home/me/shop/src', origin: 'bind' },
      ...{ why: 'it is mounted', except: [] },
    });
    const services = [aService({ autoRestart: true }), aService({ name: 'db' })];
    const look = statusLook([aProject({ services })], [rule('web'), rule('db')]);
    assert.deepEqual(look?.tooltip.split('\n').slice(1), ['web ./src: restart']);
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
