import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ProjectItem, ServiceExit } from '#shared/protocol/projects';
import { Emitter } from '../../../server/src/base/emitter.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import { LateExits } from '../../../server/src/projects/late-exits.ts';

const exit = { project: 'shop', service: 'web', exitCode: 1, ranForMs: 600, ends: 1, output: [] };
const item = (id: string, name: string, workspaceFolder?: string): ProjectItem =>
  ({ id, name, ...(workspaceFolder !== undefined && { workspaceFolder }) }) as ProjectItem;

const told = async (items: readonly ProjectItem[]): Promise<readonly ServiceExit[]> => {
  const exits = new Emitter<Omit<ServiceExit, 'projectId'>>();
  const list = Promise.resolve(items);
  const late = new LateExits({
    onDidExit: exits.event,
    projects: { list: () => list },
    log: silentLog,
  });
  const heard: ServiceExit[] = [];
  late.onDidExit((one) => heard.push(one));
  exits.fire(exit);
  await list;
  await Promise.resolve();
  late.dispose();
  return heard;
};

describe('the end of a service after its start', () => {
  it('is told with the id of its project, the workspace’s own before another of the name', async () => {
    const items = [item('/else', 'shop'), item('/other', 'other'), item('/here', 'shop', '/here')];
    assert.deepEqual(await told(items), [{ ...exit, projectId: '/here' }]);
    assert.deepEqual(await told(items.slice(0, 2)), [{ ...exit, projectId: '/else' }]);
  });

  it('is nobody’s business when the project is gone', async () => {
    assert.deepEqual(await told([]), []);
  });
});
