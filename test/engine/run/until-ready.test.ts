import assert from 'node:assert/strict';
import { afterEach, before, after, describe, it } from 'mocha';
import { noProgress } from '../../../server/src/base/progress.ts';
import type { ComposeModel, ComposeService } from '../../../server/src/compose/model.ts';
import type { StartedService } from '../../../server/src/compose/runner-contract.ts';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

const project = `hyperbox-ready-${String(process.pid)}`;

describe('a service that was started', function () {
  this.timeout(60_000);
  let bed: Bed;
  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const work = { signal: new AbortController().signal, progress: noProgress };
  /** Answers once it is started, whatever becomes of it. */
  const started = async (
    more: Partial<ComposeService>,
  ): Promise<{ readonly model: ComposeModel; readonly all: readonly StartedService[] }> => {
    const model = modelOf(project, { web: sleeper(more) });
    const { services } = await bed.runner.services.start(model, { services: ['web'] }, work);
    return { model, all: services };
  };
  const healthOf = async ([one]: readonly StartedService[]) =>
    (await bed.connection.require().containers.get(one!.containerIds[0]!))?.health;
  const soon = { command: ['sh', '-c', 'rm -f /up; sleep 0.3; echo 1 > /up; exec sleep 600'] };

  it('is healthy as soon as its health check passes, however rarely the engine runs it', async () => {
    for (const test of [
      ['CMD', 'test', '-s', '/up'],
      ['CMD-SHELL', 'test -s /up && test "$$" -gt 1'],
    ]) {
      const { model, all } = await started({ ...soon, healthcheck: { test, interval: '1h' } });
      const { services } = bed.runner;
      assert.equal(await services.untilReady(model, all, work.signal), 'healthy');
      assert.equal(await healthOf(all), 'starting');
      await bed.down(project);
    }
  });

  it('is healthy when the engine says so, where its check takes longer than it may', async () => {
    const healthcheck = { test: ['CMD-SHELL', 'test -e /once || { touch /once; sleep 5; }'] };
    const { model, all } = await started({
      healthcheck: { ...healthcheck, interval: '1s', timeout: '500ms', retries: 10 },
    });
    assert.equal(await bed.runner.services.untilReady(model, all, work.signal), 'healthy');
    assert.equal(await healthOf(all), 'healthy');
  });

  it('is unhealthy when the engine says so', async () => {
    const test = ['CMD-SHELL', 'echo not yet; exit 1'];
    const { model, all } = await started({ healthcheck: { test, interval: '1s', retries: 1 } });
    await assert.rejects(bed.runner.services.untilReady(model, all, work.signal), {
      code: 'service-unhealthy',
    });
  });

  it('has failed when it ends before', async () => {
    const { model, all } = await started({
      command: ['sh', '-c', 'sleep 0.3; echo no port; exit 3'],
      healthcheck: { test: ['CMD', 'false'], interval: '1h' },
    });
    const ready = bed.runner.services.untilReady(model, all, work.signal);
    await assert.rejects(ready, { code: 'service-exited', output: ['no port'] });
  });

  it('runs, where it has no health check', async () => {
    const { model, all } = await started({});
    assert.equal(await bed.runner.services.untilReady(model, all, work.signal), 'running');
  });

  it('is let be when nobody waits any more', async () => {
    const { model, all } = await started({
      healthcheck: { test: ['CMD', 'false'], interval: '1h' },
    });
    const patience = new AbortController();
    const ready = bed.runner.services.untilReady(model, all, patience.signal);
    patience.abort();
    await assert.rejects(ready, { code: 'cancelled' });
  });
});
