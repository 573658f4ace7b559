import assert from 'node:assert/strict';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsEvent } from '#shared/protocol/metrics';
import type { ReloadItem } from '#shared/protocol/reload';
import { describeReload } from '../../../../server/src/metrics/events/describe.ts';
import { EventBook } from '../../../../server/src/metrics/events/event-book.ts';
import { defer } from '../../../support/defer.ts';
import { idOf } from '../readings.ts';

const api = {
  id: idOf('one'),
  name: 'shop-api-1',
  status: 'running',
  compose: { project: 'shop', service: 'api', number: 1, oneOff: false },
} as unknown as ContainerItem;

/** What is told of engine events that come at once, each at its second. */
const told = async (
  actions: readonly string[],
  options: { readonly item?: ContainerItem; readonly last?: string } = {},
): Promise<{ readonly events: readonly MetricsEvent[]; readonly crashes: number }> => {
  const done = defer<undefined>();
  const events: MetricsEvent[] = [];
  let crashes = 0;
  let expected = actions.filter((action) => action !== 'kill' && action !== 'oom').length;
  const book = new EventBook({
    itemOf: () => options.item ?? api,
    containerIn: () => (options.last === undefined ? undefined : idOf(options.last)),
    onEvent: (place, event) => {
      assert.deepEqual(place, { project: 'shop', key: 'api/1' });
      events.push(event);
      expected -= 1;
      if (expected <= 0) done.resolve(undefined);
    },
    onCrash: () => {
      crashes += 1;
    },
  });
  for (const [index, action] of actions.entries()) {
    const attributes: Record<string, string> = action === 'die' ? { exitCode: '137' } : {};
    book.hear({ kind: 'container', action, id: 'one', attributes, timeMs: index * 1000 });
  }
  await done.promise;
  book.dispose();
  return { events, crashes };
};

const wordsOf = (events: readonly MetricsEvent[]): readonly string[] =>
  events.map(({ kind, text }) => `${kind}: ${text}`);

describe('Events of containers', () => {
  it('are starts and ends, with the exit code', async () => {
    const { events, crashes } = await told(['die', 'start']);
    assert.deepEqual(wordsOf(events), [
      'exited: api ended with code 137',
      'restarted: api was started again',
    ]);
    assert.equal(events[0]?.label, 'api');
    assert.equal(events[0].containerId, 'one');
    assert.equal(crashes, 1);
  });

  it('know an end that was asked for', async () => {
    const { events, crashes } = await told(['kill', 'die']);
    assert.deepEqual(wordsOf(events), ['exited: api was stopped and ended with code 137']);
    assert.equal(crashes, 0);
  });

  it('know that memory ran out, whoever says it, and say it once', async () => {
    const words = ['oom: api ran out of memory and ended with code 137'];
    assert.deepEqual(wordsOf((await told(['oom', 'die'])).events), words);
    assert.deepEqual(wordsOf((await told(['die', 'oom'])).events), words);
    const item = { ...api, oomKilled: true } as ContainerItem;
    assert.deepEqual(wordsOf((await told(['die'], { item })).events), words);
    assert.deepEqual(wordsOf((await told(['oom'])).events), [
      'oom: A process of api was killed: out of memory',
    ]);
  });

  it('tell a first start from a container that takes the place of another', async () => {
    const item = { ...api, status: 'created' } as ContainerItem;
    assert.deepEqual(wordsOf((await told(['start'], { item })).events), ['started: api started']);
    assert.deepEqual(wordsOf((await told(['start'], { item, last: 'old' })).events), [
      'restarted: api was made anew',
    ]);
  });

  it('know a first start also of a container that was read before it is told', async () => {
    const item = { ...api, startedAtMs: -5 } as ContainerItem;
    assert.deepEqual(wordsOf((await told(['start'], { item })).events), ['started: api started']);
    assert.deepEqual(wordsOf((await told(['start'], { item, last: 'old' })).events), [
      'restarted: api was made anew',
    ]);
    const again = ['restarted: api was started again'];
    const ended = { ...item, finishedAtMs: -10 };
    assert.deepEqual(wordsOf((await told(['start'], { item: ended })).events), again);
    assert.deepEqual(wordsOf((await told(['die', 'start'], { item })).events).slice(1), again);
  });

  it('are reloads too, when they came to something', () => {
    const row = {
      service: 'api',
      action: 'sync+restart',
      savedAtMs: 1000,
      files: ['/shop/index.js', '/shop/b.js'],
      fileCount: 2,
    } as unknown as ReloadItem;
    assert.deepEqual(describeReload({ ...row, outcome: { kind: 'done', durationMs: 411.6 } }), {
      kind: 'reloaded',
      timeMs: 1412,
      label: 'api',
      text: 'api reloaded in 412 ms: index.js and 1 more (sync+restart)',
    });
    assert.equal(describeReload({ ...row, outcome: { kind: 'unchanged' } }), undefined);
    assert.equal(describeReload(row), undefined);
  });
});
