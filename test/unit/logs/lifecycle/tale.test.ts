import assert from 'node:assert/strict';
import type { ContainerItem } from '#shared/protocol/inventory';
import { ContainerTale } from '../../../../server/src/logs/lifecycle/tale.ts';
import { aContainer } from '../../client/items.ts';

const item = (changes: Partial<ContainerItem>): ContainerItem =>
  aContainer({ startedAtMs: 1000, ...changes });

/** Of a container that has run since 1000. */
const open = () => {
  const tale = new ContainerTale();
  tale.begin(item({}));
  const hear = (action: string, timeMs: number, attributes: Record<string, string> = {}) =>
    tale.hear({ kind: 'container', action, id: '1', attributes, timeMs });
  return { tale, hear };
};

describe('what happened to a container', () => {
  it('is its end, with what it was sent', () => {
    const { hear } = open();
    for (const signal of ['15', '9']) assert.equal(hear('kill', 2000, { signal }), undefined);
    assert.deepEqual(hear('die', 2001, { exitCode: '137' }), {
      ...{ kind: 'ended', timeMs: 2001, exitCode: 137, outOfMemory: false },
      signals: ['SIGTERM', 'SIGKILL'],
    });
  });

  it('is a restart where a stop and a start come together', () => {
    const { hear } = open();
    hear('die', 2000, { exitCode: '0' });
    hear('stop', 2001);
    assert.deepEqual(hear('start', 2300), { kind: 'started', timeMs: 2300, verb: 'restarted' });
    hear('die', 4000, { exitCode: '1' });
    assert.deepEqual(hear('start', 4100), { kind: 'started', timeMs: 4100, verb: 'started' });
  });

  it('is a restart also where it is seen to be up before the stop is heard of', () => {
    const { tale, hear } = open();
    hear('kill', 2000, { signal: '15' });
    hear('die', 2001, { exitCode: '143' });
    const [started] = tale.catchUp(item({ startedAtMs: 5000, finishedAtMs: 2001 }));
    assert.deepEqual(started, { kind: 'started', timeMs: 5000, verb: 'restarted' });
    assert.equal(hear('stop', 2002), undefined);
    assert.equal(hear('start', 5001), undefined);
    hear('die', 6000, { exitCode: '1' });
    assert.deepEqual(hear('start', 6100), { kind: 'started', timeMs: 6100, verb: 'started' });
  });

  it('is no restart where it was killed, or stopped long before', () => {
    const { hear } = open();
    hear('kill', 2000, { signal: '9' });
    hear('die', 2001, { exitCode: '137' });
    assert.deepEqual(hear('start', 3000), { kind: 'started', timeMs: 3000, verb: 'started' });
    hear('kill', 4000, { signal: '15' });
    hear('die', 4001, { exitCode: '143' });
    hear('stop', 4002);
    assert.deepEqual(hear('start', 20_000), { kind: 'started', timeMs: 20_000, verb: 'started' });
  });

  it('forgets what was sent to an earlier run, and that its memory ran out', () => {
    const { hear } = open();
    hear('kill', 2000, { signal: '9' });
    hear('oom', 2000);
    hear('die', 2000, { exitCode: '137' });
    hear('start', 2001);
    const end = hear('die', 3000, { exitCode: '137' });
    assert.ok(end?.kind === 'ended');
    assert.deepEqual([end.signals, end.outOfMemory], [[], false]);
  });

  it('is told once, whether by an event or by how the container is', () => {
    const { tale, hear } = open();
    assert.equal(hear('start', 1002), undefined);
    assert.equal(hear('die', 2000, { exitCode: '0' })?.kind, 'ended');
    const ended = { status: 'exited', exitCode: 0, finishedAtMs: 1990 } as const;
    assert.deepEqual(tale.catchUp(item(ended)), []);
    assert.equal(hear('start', 3001)?.kind, 'started');
    assert.deepEqual(tale.catchUp(item({ startedAtMs: 3000 })), []);
  });

  it('is not told by a look that is older than the events', () => {
    const { tale, hear } = open();
    hear('die', 2000, { exitCode: '0' });
    hear('start', 3001);
    assert.deepEqual(tale.catchUp(item({ status: 'exited', finishedAtMs: 1990 })), []);
  });

  it('is found out where no event told of it', () => {
    const { tale } = open();
    const now = item({ status: 'exited', startedAtMs: 5000, finishedAtMs: 6000, exitCode: 1 });
    assert.deepEqual(
      tale.catchUp(now).map(({ kind, timeMs }) => [kind, timeMs]),
      [
        ['ended', 5000],
        ['started', 5000],
        ['ended', 6000],
      ],
    );
    assert.deepEqual(tale.catchUp(now), []);
  });

  it('is that it got well or ill, or was paused, but not that a kill resumed it', () => {
    const { hear } = open();
    const whats = ['health_status: unhealthy', 'unpause', 'pause', 'unpause', 'top'].map(
      (action) => {
        const told = hear(action, 2000);
        return told?.kind === 'changed' ? told.what : undefined;
      },
    );
    assert.deepEqual(whats, ['is unhealthy', undefined, 'paused', 'resumed', undefined]);
  });
});
