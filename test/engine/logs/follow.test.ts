import assert from 'node:assert/strict';
import type { ContainerId, StreamId } from '#shared/protocol/ids';
import { logsClose, logsOpen, logsReceived, type LogLine } from '#shared/protocol/logs';
import type { LogEntry } from '../../../server/src/engines/contract.ts';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

/** Both outputs, as fast as a shell can, then a pause now and then. */
const counter =
  'i=0; while true; do echo "out $i"; echo "err $i" >&2; i=$((i+1)); [ $((i % 50)) = 0 ] && sleep 0.02; done';

describe('following logs', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('logs');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  /** Opens a log and gathers what comes. */
  const open = async (
    containerId: ContainerId,
    tail: number,
  ): Promise<{
    readonly streamId: StreamId;
    readonly lines: LogLine[];
    until(matches: (line: LogLine) => boolean): Promise<void>;
  }> => {
    const lines: LogLine[] = [];
    server.on(logsReceived, (batch) => lines.push(...batch.lines));
    const target = { kind: 'container' as const, containerId };
    const { streamId } = await server.request(logsOpen, { target, tail });
    const until = async (matches: (line: LogLine) => boolean): Promise<void> => {
      if (lines.some(matches)) return;
      await server.next(logsReceived, (batch) => batch.lines.some(matches));
    };
    return { streamId, lines, until };
  };

  /** All that the engine has kept, in its order for each output. */
  const kept = async (id: ContainerId): Promise<readonly string[]> => {
    const lines: string[] = [];
    await new Promise<void>((resolve, reject) => {
      const listener = {
        onLines: (batch: readonly LogEntry[]) => {
          for (const { text } of batch) lines.push(text);
          return undefined;
        },
        onEnd: () => {
          resolve();
        },
      };
      box.engine.containers.logs(id, { follow: false }, listener).catch(reject);
    });
    return lines;
  };

  const printed = (lines: readonly LogLine[]): readonly string[] =>
    lines.filter(({ stream }) => stream !== 'marker').map(({ text }) => text);
  const markers = (lines: readonly LogLine[]): readonly string[] =>
    lines.filter(({ stream }) => stream === 'marker').map(({ text }) => text);

  it('loses and doubles no line over a restart, and says that there was one', async () => {
    const id = await box.run({ name: box.name('counter'), command: ['sh', '-c', counter] });
    const log = await open(id, 100_000);
    await log.until(({ text }) => text === 'out 300');
    await box.engine.containers.restart(id, { graceMs: 0 });
    await log.until(({ text, stream }) => stream === 'marker' && text.endsWith('started'));
    const second = log.lines.findIndex(({ text }) => text.endsWith('started'));
    await log.until((line) => line.text === 'out 300' && log.lines.indexOf(line) > second);
    await box.engine.containers.kill(id);
    await log.until((line) => line.text.includes('exited') && log.lines.indexOf(line) > second);

    const all = await kept(id);
    const heard = printed(log.lines);
    assert.equal(heard.length, all.length);
    for (const output of ['out', 'err']) {
      const of = (texts: readonly string[]): readonly string[] =>
        texts.filter((text) => text.startsWith(output));
      assert.deepEqual(of(heard), of(all));
    }
    assert.deepEqual(
      log.lines.map(({ seq }) => seq),
      log.lines.map((_, index) => index),
    );
    const name = box.name('counter');
    assert.deepEqual(markers(log.lines), [
      `${name} exited with code 137 (SIGTERM, then SIGKILL)`,
      `${name} restarted`,
      `${name} exited with code 137 (SIGKILL)`,
    ]);
    assert.match(log.lines.at(-1)?.text ?? '', /exited with code 137 \(SIGKILL\)$/);
    await server.request(logsClose, { streamId: log.streamId });
  });

  it('begins with as many lines of history as asked, and goes on without a gap', async () => {
    const id = await box.run({
      command: ['sh', '-c', 'for i in 1 2 3 4 5; do echo $i; done; sleep 0.3; echo 6; echo 7'],
    });
    const log = await open(id, 2);
    await log.until(({ text }) => text === '7');
    await log.until(({ stream }) => stream === 'marker');
    const heard = printed(log.lines);
    assert.deepEqual(heard.slice(-2), ['6', '7']);
    assert.equal(new Set(heard).size, heard.length);
    await server.request(logsClose, { streamId: log.streamId });
  });

  it('sends nothing after it was closed', async () => {
    const id = await box.run({ command: ['sh', '-c', counter] });
    const log = await open(id, 0);
    await log.until(({ text }) => text.startsWith('out'));
    await server.request(logsClose, { streamId: log.streamId });
    const count = log.lines.length;
    await box.engine.containers.kill(id);
    await box.engine.containers.wait(id);
    assert.equal(log.lines.length, count);
  });
});
