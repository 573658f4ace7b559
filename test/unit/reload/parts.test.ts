import assert from 'node:assert/strict';
import { utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Clock } from '../../../server/src/base/clock.ts';
import { Lanes, type ReloadJob } from '../../../server/src/reload/lanes.ts';
import { LoopGuard } from '../../../server/src/reload/loop-guard.ts';
import { Quiet } from '../../../server/src/reload/quiet.ts';
import { SeenFiles } from '../../../server/src/reload/seen-files.ts';
import { watchFiles, type FileWatch } from '../../../server/src/reload/watcher.ts';
import { TempTree } from '../projects/temp-tree.ts';

/** A clock that a test moves. */
class TestClock implements Clock {
  #now = 1000;
  #sleepers: { at: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#sleepers.push({ at: this.#now + ms, wake: resolve });
      signal?.addEventListener('abort', () => {
        reject(signal.reason as Error);
      });
    });
  }

  async pass(ms: number): Promise<void> {
    this.#now += ms;
    for (const sleeper of this.#sleepers) if (sleeper.at <= this.#now) sleeper.wake();
    this.#sleepers = this.#sleepers.filter(({ at }) => at > this.#now);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('quiet after a burst', () => {
  let clock: TestClock;
  let times: number;
  let quiet: Quiet;
  beforeEach(() => {
    clock = new TestClock();
    times = 0;
    quiet = new Quiet({ clock, onQuiet: () => times++ });
  });

  it('comes 20 ms after one save', async () => {
    quiet.disturb();
    await clock.pass(19);
    assert.equal(times, 0);
    await clock.pass(1);
    assert.equal(times, 1);
    await clock.pass(1000);
    assert.equal(times, 1);
  });

  it('is waited for longer in a burst, up to 200 ms', async () => {
    for (let i = 0; i < 10; i++) {
      quiet.disturb();
      await clock.pass(10);
    }
    await clock.pass(180);
    assert.equal(times, 0);
    await clock.pass(10);
    assert.equal(times, 1);
  });

  it('is not waited for longer than two seconds', async () => {
    for (let i = 0; i < 25 && times === 0; i++) {
      quiet.disturb();
      await clock.pass(100);
    }
    assert.equal(times, 1);
  });

  it('never comes after it was disposed of', async () => {
    quiet.disturb();
    quiet.dispose();
    await clock.pass(500);
    assert.equal(times, 0);
  });
});

describe('lanes of restarts', () => {
  const job = (service: string, ...files: string[]): ReloadJob => ({
    services: new Set(service.split('+')),
    steps: new Set(['restart']),
    files: new Set(files),
  });

  it('run one service one after the other and take up what comes meanwhile', async () => {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const lanes = new Lanes(({ services, files }) => {
      const name = `${[...services].join('+')}:${[...files].join()}`;
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    });
    const end = async (name: string): Promise<void> => {
      ends.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    };
    lanes.add(job('web', '1'));
    lanes.add(job('web', '2'));
    lanes.add(job('web', '3'));
    lanes.add(job('api', '4'));
    assert.deepEqual(begun, ['web:1', 'api:4']);
    await end('web:1');
    assert.deepEqual(begun, ['web:1', 'api:4', 'web:2,3']);
    lanes.add(job('web+api', '5'));
    await end('web:2,3');
    assert.equal(begun.length, 3);
    await end('api:4');
    assert.equal(begun[3], 'web+api:5');
    lanes.add(job('api', '6'));
    lanes.clear();
    await end('web+api:5');
    assert.equal(begun.length, 4);
  });
});

describe('guard against a service that restarts itself', () => {
  it('mutes after three changes right after a restart, until it falls quiet or the editor saves', async () => {
    const clock = new TestClock();
    const guard = new LoopGuard(clock);
    const round = async (): Promise<boolean> => {
      await clock.pass(500);
      const allowed = guard.allows('web');
      if (allowed) guard.restarted('web');
      return allowed;
    };
    const rounds = [await round(), await round(), await round(), await round(), await round()];
    assert.deepEqual(rounds, [true, true, true, true, false]);
    assert.equal(guard.isNews('web'), true);
    assert.equal(await round(), false);
    assert.equal(guard.isNews('web'), false);
    guard.savedInEditor('web');
    assert.equal(await round(), true);
    for (let i = 0; i < 5; i++) await round();
    assert.equal(await round(), false);
    await clock.pass(31_000);
    assert.equal(await round(), true);
  });

  it('never mutes who saves at a human pace', async () => {
    const clock = new TestClock();
    const guard = new LoopGuard(clock);
    for (let i = 0; i < 20; i++) {
      await clock.pass(4000);
      assert.equal(guard.allows('web'), true);
      guard.restarted('web');
    }
  });
});

describe('files that were seen', () => {
  let tree: TempTree;
  beforeEach(() => {
    tree = new TempTree({ a: 'one' });
  });
  afterEach(() => {
    tree.dispose();
  });

  it('are news once for each content', async () => {
    const seen = new SeenFiles();
    const path = tree.path('a');
    assert.deepEqual(await Promise.all([seen.isNews(path), seen.isNews(path)]), [true, false]);
    utimesSync(path, 1, 1);
    assert.equal(await seen.isNews(path), false);
    tree.write({ a: 'two' });
    assert.equal(await seen.isNews(path), true);
    tree.remove('a');
    assert.equal(await seen.isNews(path), true);
    assert.equal(await seen.isNews(path), false);
  });
});

describe('file watcher', () => {
  let tree: TempTree;
  let watch: FileWatch | undefined;
  afterEach(() => {
    watch?.dispose();
    tree.dispose();
  });

  it('tells of files that come, change and go, and not of ignored ones', async () => {
    tree = new TempTree({ 'src/a': '1', 'src/skip/b': '1' });
    const heard: string[] = [];
    let wake: () => void = () => undefined;
    watch = watchFiles({
      paths: [tree.root],
      ignored: (path) => path.endsWith('/skip'),
      onChange: (path) => {
        heard.push(path.slice(tree.root.length));
        wake();
      },
      onError: (error) => {
        throw error;
      },
    });
    await watch.ready;
    const next = async (act: () => void): Promise<string | undefined> => {
      heard.length = 0;
      const told = new Promise<void>((resolve) => (wake = resolve));
      act();
      await told;
      return heard[0];
    };
    tree.write({ 'src/skip/b': '2', 'src/skip/c': '1' });
    assert.equal(
      await next(() => {
        tree.write({ 'src/a': '22' });
      }),
      '/src/a',
    );
    assert.equal(
      await next(() => {
        tree.write({ 'new/deep/c': '1' });
      }),
      '/new/deep/c',
    );
    assert.equal(
      await next(() => {
        tree.remove('src/a');
      }),
      '/src/a',
    );
  });
});
