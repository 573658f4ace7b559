import assert from 'node:assert/strict';
import {
  addedService,
  isAdded,
  mergeTargets,
  without,
  type AddedTarget,
} from '../../../../client/src/panels/log-targets.ts';
import type { ContainerId, ProjectId } from '../../../../shared/src/protocol/ids.ts';

const shop = { id: 'p1' as ProjectId, name: 'shop' };
const mail = { id: 'p2' as ProjectId, name: 'mail' };
const box: AddedTarget = {
  target: { kind: 'container', containerId: 'c1' as ContainerId },
  names: ['box'],
};
const added = [
  addedService(shop, 'web'),
  addedService(mail, 'smtp'),
  box,
  addedService(shop, 'db'),
];

describe('what was added to a log', () => {
  it('is one target a project, and one a container', () => {
    assert.deepEqual(mergeTargets([...added, addedService(shop, 'web')]), [
      { kind: 'project', projectId: 'p1', services: ['web', 'db'] },
      { kind: 'project', projectId: 'p2', services: ['smtp'] },
      { kind: 'container', containerId: 'c1' },
    ]);
  });

  it('is known by its name, with that of its project or without', () => {
    assert.ok(isAdded(added, 'smtp'));
    assert.ok(isAdded(added, 'mail/smtp'));
    assert.ok(!isAdded(added, 'shop/smtp'));
  });

  it('can be taken away one by one', () => {
    assert.deepEqual(mergeTargets(without(without(added, 'shop/web'), 'box')), [
      { kind: 'project', projectId: 'p2', services: ['smtp'] },
      { kind: 'project', projectId: 'p1', services: ['db'] },
    ]);
  });
});
