import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { StreamId } from '#shared/protocol/ids';
import { engineChanged, type EngineState } from '#shared/protocol/engine';
import { logsReceived, type LogLine, type LogsRequest } from '#shared/protocol/logs';
import { LogFeed } from '../../../../client/src/logs/log-feed.ts';
import type { PanelServer } from '../../../../client/src/panels/host.ts';

/** VS Code's own class is not here. */
const disposable = (dispose: () => void): ReturnType<PanelServer['onRestarted']> => {
  const own: unknown = { dispose };
  return own as ReturnType<PanelServer['onRestarted']>;
};

/** What is asked of a server, and what it says, as it crosses the boundary. */
class Wire {
  readonly asked: string[] = [];
  readonly #listeners = new Map<string, (params: never) => void>();
  #restarted: () => void = () => undefined;
  #count = 0;

  readonly server: PanelServer = {
    request: (message, params) => {
      const { tail, sinceMs, keep } = params as Partial<LogsRequest>;
      const what = message.method.replace('hyperbox/logs/', '');
      this.asked.push([what, tail, sinceMs].filter((part) => part !== undefined).join(' '));
      if (what === 'open') {
        assert.equal(keep, true);
        this.#count += 1;
      }
      return Promise.resolve({ streamId: this.#streamId, sources: ['web'] } as never);
    },
    onNotification: (message, listener) => {
      this.#listeners.set(message.method, listener);
      return disposable(() => this.#listeners.delete(message.method));
    },
    onRestarted: (listener) => {
      this.#restarted = listener;
      return disposable(() => undefined);
    },
  };

  get #streamId(): StreamId {
    return String(this.#count) as StreamId;
  }

  print(lines: readonly LogLine[], dropped = 0): void {
    const params = { streamId: this.#streamId, lines, dropped };
    this.#listeners.get(logsReceived.method)?.(params as never);
  }

  engine(kind: EngineState['kind']): void {
    this.#listeners.get(engineChanged.method)?.({ kind } as never);
  }

  restart(): void {
    this.#restarted();
  }
}

const line = (timeMs: number, text: string): LogLine => ({
  ...{ seq: 0, timeMs, source: 'web', stream: 'stdout', text },
});

describe('a log that is followed for a view', () => {
  let wire: Wire;
  let feed: LogFeed;
  let shown: string[];

  beforeEach(() => {
    wire = new Wire();
    shown = [];
    feed = new LogFeed(
      wire.server,
      { kind: 'project', projectId: '/shop' as never },
      {
        onSources: () => undefined,
        onLines: (lines, dropped) => {
          shown.push(...lines.map(({ text }) => text));
          if (dropped > 0) shown.push(`-${String(dropped)}`);
        },
        onState: () => undefined,
      },
    );
  });
  afterEach(() => {
    feed.dispose();
  });

  it('asks for nothing before it is looked at, and closes when it is not', async () => {
    assert.deepEqual(wire.asked, []);
    feed.start();
    feed.start();
    await setImmediate();
    feed.stop();
    assert.deepEqual(wire.asked, ['open 1000', 'close']);
    assert.equal(feed.streamId, undefined);
  });

  it('goes on where it was left off', async () => {
    feed.start();
    await setImmediate();
    wire.print([line(1, 'a'), line(2, 'b')]);
    feed.stop();
    feed.start();
    await setImmediate();
    wire.print([line(2, 'b'), line(2, 'c')], 3);
    assert.deepEqual(shown, ['a', 'b', 'c', '-3']);
    assert.deepEqual(wire.asked, ['open 1000', 'close', 'open 2']);
  });

  it('begins anew with another server, and with an engine that is back', async () => {
    feed.start();
    await setImmediate();
    wire.print([line(1, 'a')]);
    wire.restart();
    await setImmediate();
    wire.engine('lost');
    wire.engine('searching');
    wire.engine('connected');
    await setImmediate();
    wire.print([line(1, 'a'), line(4, 'b')]);
    assert.deepEqual(shown, ['a', 'b']);
    assert.deepEqual(wire.asked, ['open 1000', 'close', 'open 1', 'close', 'open 1']);
  });

  it('rests through both while nobody looks', async () => {
    feed.start();
    await setImmediate();
    feed.stop();
    wire.restart();
    wire.engine('connected');
    await setImmediate();
    assert.deepEqual(wire.asked, ['open 1000', 'close']);
  });
});
