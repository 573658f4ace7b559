import assert from 'node:assert/strict';
import type { ContainerId, ProjectId } from '#shared/protocol/ids';
import { logsClose, logsOpen, logsReceived, type LogLine } from '#shared/protocol/logs';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { findProject } from './find-project.ts';

describe('the kept logs of several projects', function () {
  this.timeout(20_000);
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('several');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  const service = (project: string, name: string, script: string): Promise<ContainerId> =>
    box.run({
      command: ['sh', '-c', script],
      labels: composeLabels(box.name(project), name),
    });

  const idOf = async (project: string): Promise<ProjectId> =>
    (await findProject(server, box.name(project))).id;

  it('are merged by time, and called by project and service; what is not asked for stays out', async () => {
    const first = await service('shop', 'web', 'echo shop 1; sleep 0.4; echo shop 2');
    await service('shop', 'db', 'echo not asked for');
    const second = await service('blog', 'web', 'sleep 0.2; echo blog 1; sleep 0.4; echo blog 2');
    for (const id of [first, second]) await box.engine.containers.wait(id);
    const [shop, blog] = [await idOf('shop'), await idOf('blog')];
    const lines: LogLine[] = [];
    server.on(logsReceived, (batch) => lines.push(...batch.lines));
    const ended = server.next(logsReceived, (batch) =>
      batch.lines.some(({ text }) => text === 'blog 2'),
    );
    const opened = await server.request(logsOpen, {
      target: { kind: 'project', projectId: shop, services: ['web'] },
      more: [{ kind: 'project', projectId: blog }],
      keep: true,
    });
    const origin = (project: string) => ({
      key: `${box.name(project)}/web`,
      project: box.name(project),
      service: 'web',
    });
    assert.deepEqual(opened.origins, [origin('shop'), origin('blog')]);
    await ended;
    const printed = lines.filter(({ stream }) => stream !== 'marker');
    assert.deepEqual(
      printed.map(({ timeMs }) => timeMs),
      printed.map(({ timeMs }) => timeMs).toSorted((one, other) => one - other),
    );
    const [inShop, inBlog] = [origin('shop').key, origin('blog').key];
    assert.deepEqual(printed.map(({ source, text }) => `${source}: ${text}`).toSorted(), [
      ...[`${inBlog}: blog 1`, `${inBlog}: blog 2`, `${inShop}: shop 1`, `${inShop}: shop 2`],
    ]);
    await server.request(logsClose, { streamId: opened.streamId });
  });
});
