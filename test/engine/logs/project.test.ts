import assert from 'node:assert/strict';
import type { ContainerId } from '#shared/protocol/ids';
import { logsOpen, logsReceived, type LogLine } from '#shared/protocol/logs';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { findProject } from './find-project.ts';

describe('following the logs of a project', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('projectlogs');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  /** A container of a compose project, as its labels say. */
  const service = async (name: string, script: string): Promise<ContainerId> =>
    box.run({
      command: ['sh', '-c', script],
      labels: composeLabels(box.name('shop'), name, '/nowhere'),
    });

  it('merges its services by time, and goes on with a service that is recreated', async () => {
    const web = await service('web', 'echo web 1; sleep 1; echo web 2');
    const db = await service('db', 'echo db 1; sleep 1; echo db 2');
    await service('cache', 'echo cache 1');
    for (const id of [web, db]) await box.engine.containers.wait(id);
    await box.run({ command: ['sh', '-c', 'echo not of the project; sleep 1000'] });
    const { id: projectId } = await findProject(server, box.name('shop'));

    const lines: LogLine[] = [];
    server.on(logsReceived, (batch) => lines.push(...batch.lines));
    const until = async (matches: (line: LogLine) => boolean): Promise<void> => {
      if (lines.some(matches)) return;
      await server.next(logsReceived, (batch) => batch.lines.some(matches));
    };
    const services = ['web', 'db'];
    const opened = await server.request(logsOpen, {
      target: { kind: 'project', projectId, services },
      tail: 100,
    });
    assert.deepEqual([...opened.sources].sort(), ['db', 'web']);
    await until(({ text }) => text === 'db 2');
    assert.deepEqual(
      lines.map(({ source, text }) => `${source}: ${text}`),
      ['web: web 1', 'db: db 1', 'web: web 2', 'db: db 2'],
    );

    await box.engine.containers.remove(web, { force: true });
    await until(({ text }) => text.endsWith('removed'));
    const replacement = await service('web', 'echo web again; sleep 1000');
    await until(({ text }) => text === 'web again');
    const last = lines.slice(-2);
    assert.deepEqual(
      last.map(({ source, stream, containerId }) => [source, stream, containerId]),
      [
        ['web', 'marker', replacement],
        ['web', 'stdout', replacement],
      ],
    );
    assert.match(last[0]?.text ?? '', / recreated$/);
  });
});
