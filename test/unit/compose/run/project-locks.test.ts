import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { deferred } from '../../../../server/src/base/deferred.ts';
import { noProgress } from '../../../../server/src/base/progress.ts';
import { ProjectLocks } from '../../../../server/src/compose/run/project-locks.ts';

describe('who works on a project', () => {
  let stateRoot: string;
  let locks: ProjectLocks;
  let log: string[];
  beforeEach(async () => {
    stateRoot = await mkdtemp(join(tmpdir(), 'hyperbox-locks-'));
    locks = new ProjectLocks({ stateRoot, clock: systemClock });
    log = [];
  });
  afterEach(() => rm(stateRoot, { recursive: true, force: true }));

  const work = { signal: new AbortController().signal, progress: noProgress };
  /** Says when it is at work, and is until told to end. */
  const piece = (name: string) => {
    const [begun, end] = [deferred<undefined>(), deferred<undefined>()];
    return {
      begun: begun.promise,
      end: () => {
        end.resolve(undefined);
      },
      run: async (): Promise<void> => {
        log.push(`${name} begins`);
        begun.resolve(undefined);
        await end.promise;
        log.push(`${name} ends`);
      },
    };
  };

  it('does so beside others on single services, and alone on all of it', async () => {
    const [web, db, all, later] = [piece('web'), piece('db'), piece('all'), piece('later')];
    const first = locks.together('shop', work, web.run);
    await web.begun;
    const second = locks.together('shop', work, db.run);
    await db.begun;
    const whole = locks.alone('shop', work, all.run);
    web.end();
    await first;
    await setTimeout(100);
    assert.deepEqual(log, ['web begins', 'db begins', 'web ends']);
    db.end();
    await Promise.all([second, all.begun]);
    const third = locks.together('shop', work, later.run);
    await setTimeout(100);
    assert.equal(log.at(-1), 'all begins');
    all.end();
    await later.begun;
    later.end();
    await Promise.all([whole, third]);
    assert.deepEqual(log.slice(-4), ['all begins', 'all ends', 'later begins', 'later ends']);
  });

  it('of another project waits for nobody', async () => {
    const [shop, blog] = [piece('shop'), piece('blog')];
    const first = locks.alone('shop', work, shop.run);
    await shop.begun;
    const second = locks.together('blog', work, blog.run);
    await blog.begun;
    shop.end();
    blog.end();
    await Promise.all([first, second]);
  });

  it('leaves the others to it when it gives up or fails', async () => {
    const [all, db] = [piece('all'), piece('db')];
    const whole = locks.alone('shop', work, all.run);
    await all.begun;
    const gaveUp = new AbortController();
    const given = locks.together('shop', { ...work, signal: gaveUp.signal }, () =>
      Promise.resolve(),
    );
    const failed = locks.together('shop', work, () => Promise.reject(new Error('no room')));
    const other = locks.together('shop', work, db.run);
    gaveUp.abort();
    all.end();
    await whole;
    await assert.rejects(given, { code: 'cancelled' });
    await assert.rejects(failed, /no room/);
    await db.begun;
    db.end();
    await other;
    await locks.alone('shop', work, () => Promise.resolve());
  });
});
