import assert from 'node:assert/strict';
import { engineGet } from '#shared/protocol/engine';
import type { ContainerId } from '#shared/protocol/ids';
import { logsCount, logsOpen, logsReceived, logsSave, logsView } from '#shared/protocol/logs';
import type { LogLine, LogsTarget } from '#shared/protocol/logs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

const flood = 200_000;

describe('a container that prints faster than anybody reads', function () {
  this.timeout(180_000);
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('flood');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  const target = (containerId: ContainerId): LogsTarget => ({ kind: 'container', containerId });

  it('has all its lines kept, is told of in parts, and keeps nobody else from being heard', async () => {
    const loud = await box.create({
      name: box.name('loud'),
      command: ['sh', '-c', `yes 'one of very many lines' | head -n ${String(flood)}`],
    });
    const quiet = await box.run({
      name: box.name('quiet'),
      command: ['sh', '-c', 'i=0; while true; do i=$((i+1)); echo "quiet $i"; sleep 0.05; done'],
    });
    let heard = 0;
    let dropped = 0;
    const others: LogLine[] = [];
    const { streamId } = await server.request(logsOpen, {
      ...{ target: target(loud), keep: true, tail: 0 },
    });
    const beside = await server.request(logsOpen, { target: target(quiet), keep: true, tail: 0 });
    server.on(logsReceived, (batch) => {
      if (batch.streamId === beside.streamId) others.push(...batch.lines);
      if (batch.streamId !== streamId) return;
      heard += batch.lines.length;
      dropped += batch.dropped;
    });
    await server.next(logsReceived, (batch) => batch.streamId === beside.streamId);
    // With its start and its end, which may be among those that are only counted.
    const isOver = (): boolean => heard + dropped >= flood + 2;
    await box.engine.containers.start(loud);
    let answered = 0;
    for (; !isOver(); answered += 1) {
      await server.request(engineGet, {});
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    assert.ok(answered >= 3, `only ${String(answered)} other requests were answered meanwhile`);
    assert.equal(heard + dropped, flood + 2);
    const query = { text: 'of very many', regex: false, matchCase: true };
    assert.equal((await server.request(logsCount, { streamId, query })).total, flood);
    const numbers = others.filter(({ stream }) => stream !== 'marker').map(({ text }) => text);
    const first = Number(numbers[0]?.split(' ')[1]);
    assert.deepEqual(
      numbers,
      numbers.map((_, index) => `quiet ${String(first + index)}`),
    );
  });

  it('only counts for a view that does not follow, and shows what is asked for', async () => {
    const id = await box.create({
      name: box.name('some'),
      command: ['sh', '-c', 'i=0; while [ $i -lt 300 ]; do i=$((i+1)); echo "line $i"; done'],
    });
    const { streamId } = await server.request(logsOpen, { target: target(id), keep: true });
    const filter = {
      hidden: [],
      query: { text: '^line 1', regex: true, matchCase: true },
    };
    await server.request(logsView, { streamId, filter, follow: false });
    const lines: LogLine[] = [];
    server.on(logsReceived, (batch) => {
      if (batch.streamId === streamId) lines.push(...batch.lines);
    });
    // 1, 10 to 19, 100 to 199, and that it started and ended.
    const all = server.next(logsReceived, (batch) => batch.behind === 113);
    await box.engine.containers.start(id);
    await all;
    assert.deepEqual(lines, []);
    const path = join(server.stateFolder, 'saved.log');
    assert.deepEqual(await server.request(logsSave, { streamId, path, format: 'text' }), {
      lines: 113,
    });
    const saved = (await readFile(path, 'utf8')).trimEnd().split('\n');
    assert.match(saved.at(-2) ?? '', / \| line 199$/);
  });
});
