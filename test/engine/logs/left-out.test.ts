import assert from 'node:assert/strict';
import { containersRemove } from '#shared/protocol/containers';
import type { ContainerId } from '#shared/protocol/ids';
import {
  logsClose,
  logsReceived,
  logsOpen,
  logsRead,
  type LogLine,
  type LogsTarget,
} from '#shared/protocol/logs';
import { openBox, type Box } from '../../support/box.ts';
import { composeLabels } from '../../support/compose-labels.ts';
import { defer } from '../../support/defer.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';
import { findProject } from './find-project.ts';

const print = (from: number, to: number): string => `seq ${String(from)} ${String(to)}`;
const numbers = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

describe('lines that are not taken over from the engine', function () {
  this.timeout(60_000);
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('leftout');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  /** All that is kept, as a panel that is opened finds it. */
  const kept = async (target: LogsTarget): Promise<readonly LogLine[]> => {
    const shown = server.next(logsReceived, undefined, 20_000);
    const { streamId } = await server.request(logsOpen, { target, keep: true, tail: 1 });
    await shown;
    const { lines } = await server.request(logsRead, { streamId, before: 50_000, after: 0 });
    await server.request(logsClose, { streamId });
    return lines;
  };
  const texts = (lines: readonly LogLine[], source?: string): readonly string[] =>
    lines.filter((line) => source === undefined || line.source === source).map(({ text }) => text);

  it('are told of before the first that is, and only where there were some', async () => {
    const name = box.name('talker');
    const id = await box.run({
      name,
      command: ['sh', '-c', `${print(1, 20_001)}; sleep 1000`],
    });
    const more = (from: number, to: number) =>
      box.engine.containers.exec(id, {
        command: ['sh', '-c', `${print(from, to)} > /proc/1/fd/1`],
      });
    const target = { kind: 'container' as const, containerId: id };
    const told = (lines: number): string =>
      `Older lines are left out: of what ${name} printed while nobody looked, the last ${lines.toLocaleString('en-US')} are kept`;
    await untilPrinted(id, '20001');
    const first = [told(20_000), ...numbers(2, 20_001)];
    assert.deepEqual(texts(await kept(target)), first);
    // Not one more than are taken: nothing is between these and those.
    await more(20_002, 40_001);
    const second = [...first, ...numbers(20_002, 40_001)];
    assert.deepEqual(texts(await kept(target)), second);
    await more(40_002, 60_002);
    const third = [...second, told(20_000), ...numbers(40_003, 60_002)];
    assert.deepEqual(texts(await kept(target)), third.slice(-50_000));
  });

  const untilPrinted = async (id: ContainerId, text: string): Promise<void> => {
    const printed = defer<undefined>();
    const stream = await box.engine.containers.logs(
      id,
      { follow: true, tail: 1 },
      {
        onLines: (lines) => {
          if (lines.some((line) => line.text === text)) printed.resolve(undefined);
          return undefined;
        },
        onEnd: () => undefined,
      },
    );
    await printed.promise;
    stream.dispose();
  };

  it('are told of too when their container was removed, each of the others is there once', async () => {
    const ids = await Promise.all([
      service('stays', 'sleep 1000'),
      service('short', print(1, 5000)),
      service('long', print(1, 5001)),
      service('other', print(1, 10)),
    ]);
    const [, ...leaving] = ids;
    for (const id of leaving) await box.engine.containers.wait(id);
    const project = await findProject(server, box.name('shop'));
    await Promise.all(
      leaving.map((containerId) => server.request(containersRemove, { containerId })),
    );
    const lines = await kept({ kind: 'project', projectId: project.id });
    const end = (of: string) => `${box.name(of)} exited with code 0`;
    assert.deepEqual(texts(lines, 'short'), [...numbers(1, 5000), end('short')]);
    assert.deepEqual(texts(lines, 'other'), [...numbers(1, 10), end('other')]);
    assert.deepEqual(texts(lines, 'long'), [
      `Older lines are left out: of what ${box.name('long')} printed while nobody looked, the last 5,000 are kept`,
      ...numbers(2, 5001),
      end('long'),
    ]);
  });

  it('are none that a panel finds which is opened meanwhile, nor are any there twice', async () => {
    const ids = await Promise.all([
      service('first', print(1, 4000)),
      service('second', print(1, 4000)),
      service('third', 'sleep 1000'),
    ]);
    const [first, second] = ids;
    await Promise.all([first, second].map((id) => box.engine.containers.wait(id)));
    const { id: projectId } = await findProject(server, box.name('shop'));
    const target = { kind: 'project' as const, projectId };
    await Promise.all([
      server.request(containersRemove, { containerId: first }),
      kept(target),
      server.request(containersRemove, { containerId: second }),
    ]);
    const lines = await kept(target);
    for (const name of ['first', 'second']) {
      const printed = lines.filter(({ source, stream }) => source === name && stream === 'stdout');
      assert.deepEqual(texts(printed), numbers(1, 4000));
    }
  });

  /** A container of a compose project, as its labels say. */
  const service = (name: string, script: string): Promise<ContainerId> =>
    box.run({
      name: box.name(name),
      command: ['sh', '-c', script],
      labels: composeLabels(box.name('shop'), name, '/nowhere'),
    });
});
