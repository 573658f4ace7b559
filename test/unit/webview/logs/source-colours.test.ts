import assert from 'node:assert/strict';
import type { PageSource } from '#shared/panels/logs';
import { colourSources } from '../../../../webview/src/logs/model/source-colours.ts';

const own = (...keys: string[]): PageSource[] => keys.map((key) => ({ key, added: false }));
const added = (...keys: string[]): PageSource[] => keys.map((key) => ({ key, added: true }));
const none = new Map<string, number>();
const rows = (colours: ReadonlyMap<string, number>): Record<string, number> =>
  Object.fromEntries(colours);

describe('the colours of the services of a panel', () => {
  it('go by their order, whoever is heard first', () => {
    const colours = colourSources(none, own('worker', 'web', 'redis'));
    assert.deepEqual(rows(colours), { redis: 0, web: 1, worker: 2 });
  });

  it('stay when a service comes or goes', () => {
    const before = colourSources(none, own('redis', 'web', 'worker'));
    const more = colourSources(before, own('api', 'redis', 'web', 'worker'));
    assert.deepEqual(rows(more), { api: 3, redis: 0, web: 1, worker: 2 });
    const less = colourSources(more, own('api', 'redis', 'worker'));
    assert.deepEqual(rows(less), { api: 3, redis: 0, worker: 2 });
    assert.equal(colourSources(less, own('api', 'redis', 'web', 'worker')).get('web'), 1);
  });

  it('stay when names get those of their projects, and lose them again', () => {
    const alone = colourSources(none, own('db', 'web'));
    // The other project is before ours by name, and has a service that is called the same.
    const both = [...own('shop/db', 'shop/web'), ...added('blog/web')];
    const together = colourSources(alone, both);
    assert.deepEqual(rows(together), { 'shop/db': 0, 'shop/web': 1, 'blog/web': 2 });
    assert.deepEqual(rows(colourSources(together, own('db', 'web'))), { db: 0, web: 1 });
  });

  it('are as they were, and in their order, when they were kept meanwhile', () => {
    const before = colourSources(none, [...own('shop/db', 'shop/web'), ...added('blog/web')]);
    const sources = [...added('blog/web'), ...own('shop/web', 'shop/db')];
    assert.deepEqual([...colourSources(new Map([...before]), sources)], [...before]);
  });

  it('take services by names that mean something to JavaScript', () => {
    const colours = colourSources(none, own('__proto__', 'constructor'));
    assert.deepEqual([...colours.values()], [0, 1]);
  });
});
