import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { joinJobs, type ReloadJob } from '../../../server/src/reload/job.ts';
import { Lanes } from '../../../server/src/reload/lanes.ts';
import { Quiet } from '../../../server/src/reload/quiet.ts';
import { TestClock } from './test-clock.ts';

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

  it('is waited for longer the more there was', async () => {
    for (let i = 0; i < 1024; i++) quiet.disturb();
    await clock.pass(99);
    assert.equal(times, 0);
    await clock.pass(1);
    assert.equal(times, 1);
  });

  it('is waited for longer the longer the pauses were, up to 200 ms', async () => {
    quiet.disturb();
    await clock.pass(10);
    quiet.disturb();
    await clock.pass(39);
    assert.equal(times, 0);
    quiet.disturb();
    await clock.pass(155);
    assert.equal(times, 0);
    quiet.disturb();
    await clock.pass(199);
    assert.equal(times, 0);
    await clock.pass(1);
    assert.equal(times, 1);
  });

  it('begins anew after it came', async () => {
    for (let i = 0; i < 1024; i++) quiet.disturb();
    await clock.pass(100);
    quiet.disturb();
    await clock.pass(20);
    assert.equal(times, 2);
  });

  it('does not come while more is known to come, for two seconds at most', async () => {
    let busy = true;
    quiet = new Quiet({ clock, onQuiet: () => times++, isBusy: () => busy });
    quiet.disturb();
    for (let i = 0; i < 25; i++) await clock.pass(20);
    assert.equal(times, 0);
    busy = false;
    await clock.pass(20);
    assert.equal(times, 1);
    busy = true;
    quiet.disturb();
    for (let i = 0; i < 99; i++) await clock.pass(20);
    assert.equal(times, 1);
    await clock.pass(20);
    assert.equal(times, 2);
  });

  it('comes 20 ms after the end of any burst that is known to have ended, once all of it was looked at', async () => {
    let busy = true;
    let looking = false;
    quiet = new Quiet({
      ...{ clock, onQuiet: () => times++ },
      isBusy: () => busy,
      isOnItsWay: () => looking,
    });
    for (let i = 0; i < 1024; i++) quiet.disturb();
    await clock.pass(20);
    busy = false;
    await clock.pass(20);
    assert.equal(times, 1);
    busy = true;
    quiet.disturb();
    await clock.pass(10);
    quiet.disturb();
    await clock.pass(10);
    busy = false;
    looking = true;
    await clock.pass(100);
    assert.equal(times, 1);
    quiet.disturb();
    looking = false;
    await clock.pass(19);
    assert.equal(times, 1);
    await clock.pass(1);
    assert.equal(times, 2);
  });

  it('is not waited for longer than two seconds', async () => {
    const startedMs = clock.now();
    while (times === 0 && clock.now() < startedMs + 5000) {
      quiet.disturb();
      await clock.pass(15);
    }
    assert.ok(clock.now() <= startedMs + 2015, String(clock.now() - startedMs));
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
    changes: new Map(
      files.map((path) => [
        path,
        { path, kind: 'written', cause: 'changed', savedAtMs: 1, heardAtMs: 2 },
      ]),
    ),
    catchUp: false,
  });

  it('run one service one after the other and take up what comes meanwhile', async () => {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const run = ({ services, changes }: ReloadJob): Promise<void> => {
      const name = `${[...services].join('+')}:${[...changes.keys()].join()}`;
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    };
    const lanes = new Lanes({ run, join: joinJobs });
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

  it('tell the one that runs that another waits for it', async () => {
    const told: string[] = [];
    const lanes = new Lanes({
      run: ({ services }, outdated) =>
        new Promise((resolve) => {
          outdated.addEventListener('abort', () => {
            told.push([...services].join());
            resolve();
          });
        }),
      join: joinJobs,
    });
    lanes.add(job('web', '1'));
    lanes.add(job('api', '2'));
    assert.deepEqual(told, []);
    lanes.add(job('web', '3'));
    assert.deepEqual(told, ['web']);
    await new Promise((resolve) => setImmediate(resolve));
    lanes.add(job('web', '4'));
    assert.deepEqual(told, ['web', 'web']);
  });
});
