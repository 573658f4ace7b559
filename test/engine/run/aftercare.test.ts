import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ComposeService } from '../../../server/src/compose/model.ts';
import { command } from '../../support/engine.ts';
import { healthy, makeBed, modelOf, sleeper, type Bed } from './project.ts';

describe('after a start that has succeeded', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-aftercare';

  beforeEach(async () => {
    bed = await makeBed({ quietMs: 2500 });
  });
  afterEach(async () => {
    await bed.down(project);
    await bed.dispose();
  });

  const script = (text: string, more: Partial<ComposeService> = {}): ComposeService =>
    sleeper({ command: ['sh', '-c', text], ...more });
  const work = () => ({ signal: AbortSignal.timeout(20_000), progress: () => undefined });

  it('a service that ends badly is told of, with what it said and how long it ran', async () => {
    await bed.start(
      modelOf(project, {
        bad: script('echo no database; sleep 0.7; exit 4'),
        good: sleeper(),
        done: script('sleep 0.7; exit 0'),
      }),
    );
    await bed.cared();
    assert.equal(bed.lateExits.length, 1);
    const [{ ranForMs, ...exit }] = bed.lateExits as [(typeof bed.lateExits)[0]];
    assert.deepEqual(exit, {
      ...{ project, service: 'bad', exitCode: 4, ends: 1, output: ['no database'] },
    });
    assert.ok(ranForMs >= 600 && ranForMs < 5000, `${ranForMs} ms`);
  });

  it('so is one that ended while another one still got ready', async () => {
    const result = await bed.start(
      modelOf(project, {
        bad: script('sleep 0.6; exit 5'),
        slow: script('sleep 2; touch /tmp/up; sleep 600', {
          healthcheck: { test: ['CMD', 'test', '-e', '/tmp/up'], interval: '1s', retries: 10 },
        }),
      }),
    );
    assert.equal(result.services.length, 2);
    await bed.cared();
    assert.deepEqual(
      bed.lateExits.map(({ service, exitCode }) => [service, exitCode]),
      [['bad', 5]],
    );
  });

  it('so is one that a restart has not done good', async () => {
    const second = 'test -e /tmp/x || { touch /tmp/x; exec sleep 600; }; sleep 0.5; exit 7';
    await bed.start(modelOf(project, { weak: script(second, { init: true }), good: sleeper() }));
    await bed.runner.restart({ project }, work());
    await bed.cared();
    assert.deepEqual(
      bed.lateExits.map(({ service, exitCode, ends }) => ({ service, exitCode, ends })),
      [{ service: 'weak', exitCode: 7, ends: 1 }],
    );
  });

  it('one that was told to end is not, whoever told it', async () => {
    const stubborn = {
      init: false,
      command: ['sh', '-c', 'trap "exit 9" TERM; while :; do sleep 0.1; done'],
    };
    const model = modelOf(project, {
      stopped: sleeper(stubborn),
      killed: sleeper(stubborn),
      removed: sleeper(stubborn),
      recreated: sleeper(stubborn),
      restarted: sleeper(stubborn),
    });
    await bed.start(model);
    const ids = await bed.containers(project);
    const id = (service: string): string => ids[`${project}-${service}-1`] ?? '';
    await Promise.all([
      command('docker', ['stop', id('stopped')]),
      command('docker', ['kill', id('killed')]),
      command('docker', ['rm', '--force', id('removed')]),
      command('docker', ['restart', id('restarted')]),
    ]);
    await bed.start(model, { services: ['recreated'], recreate: true });
    await bed.runner.stop({ project }, work());
    await bed.cared();
    assert.deepEqual(bed.lateExits, []);
  });

  it('one that the engine starts again and again is told of once', async () => {
    await bed.start(modelOf(project, { loop: script('sleep 0.4; exit 3', { restart: 'always' }) }));
    await bed.cared();
    assert.deepEqual(
      bed.lateExits.map(({ service, exitCode, ends }) => ({ service, exitCode, ends })),
      [{ service: 'loop', exitCode: 3, ends: 2 }],
    );
  });

  it('one that the engine starts again and that goes on then is not', async () => {
    const once = 'test -e /tmp/x && exec sleep 600; touch /tmp/x; sleep 0.5; exit 1';
    await bed.start(modelOf(project, { wakes: script(once, { restart: 'on-failure' }) }));
    await bed.cared();
    assert.deepEqual(bed.lateExits, []);
  });

  it('a start that changes nothing leaves the watch as it is', async () => {
    const model = modelOf(project, {
      bad: script('sleep 2; exit 6'),
      good: sleeper({ healthcheck: healthy }),
    });
    await bed.start(model);
    await bed.start(model);
    await bed.cared();
    assert.equal(bed.lateExits.length, 1);
  });
});
