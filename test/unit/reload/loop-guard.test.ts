import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { LoopGuard, loopText } from '../../../server/src/reload/loop-guard.ts';
import { TestClock } from './test-clock.ts';

describe('a service that writes what reloads it', () => {
  let clock: TestClock;
  let late: string[];
  let guard: LoopGuard;
  beforeEach(() => {
    clock = new TestClock();
    late = [];
    guard = new LoopGuard(clock, { onLate: (service) => late.push(service) });
    guard.restarted('web');
  });

  /** A change some time after the last action, which is followed by another if it may. */
  const change = async (afterMs: number, ...files: readonly string[]): Promise<boolean> => {
    await clock.pass(afterMs);
    const allowed = guard.allows('web', files);
    if (allowed) {
      guard.acting('web');
      await clock.pass(50);
      guard.restarted('web');
    }
    return allowed;
  };

  it('is reloaded three times for one file, told of once, and once more when it is quiet', async () => {
    const rounds: boolean[] = [];
    for (let i = 0; i < 4; i += 1) rounds.push(await change(500, '/src/out'));
    assert.deepEqual(rounds, [true, true, true, false]);
    assert.equal(guard.isNews('web'), true);
    assert.equal(await change(500, '/src/out'), false);
    assert.equal(guard.isNews('web'), false);
    assert.deepEqual(late, []);
    await clock.pass(10_000);
    assert.deepEqual(late, ['web']);
    // And goes on with it: then nothing but the editor, or silence, helps.
    guard.restarted('web');
    assert.equal(await change(500, '/src/out'), false);
    await clock.pass(20_000);
    assert.deepEqual(late, ['web']);
    guard.savedInEditor('web');
    assert.equal(await change(500, '/src/out'), true);
  });

  it('is reloaded for other files meanwhile', async () => {
    for (let i = 0; i < 5; i += 1) await change(500, '/src/out');
    assert.equal(await change(500, '/src/out'), false);
    assert.equal(await change(500, '/src/other'), true);
    assert.equal(await change(500, '/src/out', '/src/third'), true);
    assert.equal(await change(500, '/src/out'), false);
  });

  it('is noticed also when what is done takes long, and while it is done', async () => {
    for (let i = 0; i < 3; i += 1) {
      guard.acting('web');
      await clock.pass(9000);
      assert.equal(guard.allows('web', ['/src/out']), true);
      guard.restarted('web');
    }
    guard.acting('web');
    await clock.pass(9000);
    assert.equal(guard.allows('web', ['/src/out']), false);
  });

  it('is noticed when each of its files has a new name', async () => {
    const rounds: boolean[] = [];
    for (let i = 0; i < 12; i += 1) rounds.push(await change(500, `/src/log-${String(i)}`));
    assert.deepEqual(rounds.slice(9), [true, false, false]);
  });

  it('is not suspected of what others write now and then, or save one after the other', async () => {
    for (let i = 0; i < 20; i += 1) assert.equal(await change(3500, '/src/a'), true);
    for (let i = 0; i < 9; i += 1) assert.equal(await change(300, `/src/${String(i)}`), true);
    for (let i = 0; i < 20; i += 1) {
      guard.savedInEditor('web');
      assert.equal(await change(100, '/src/a'), true);
    }
  });

  it('is forgiven after half a minute of silence', async () => {
    for (let i = 0; i < 6; i += 1) await change(500, '/src/out');
    assert.equal(await change(31_000, '/src/out'), true);
  });

  it('is told of by the names of the files, and what can be done', () => {
    const text = loopText('web', ['/a', '/b', '/c', '/d']);
    assert.match(text, /web seems to write \/a, \/b, \/c, … itself.*hyperbox\.reload\.ignore/);
  });
});
