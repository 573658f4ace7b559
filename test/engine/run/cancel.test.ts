import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { HyperBoxError } from '../../../server/src/base/error.ts';
import { canRunDockerd, createDockerd, type OwnDockerd } from '../../support/dockerd.ts';
import { healthy, makeBed, modelOf, sleeper, type Bed } from './project.ts';

describe('a start that is broken off', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-cancel';

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const model = modelOf(project, {
    db: sleeper({ healthcheck: { ...healthy, test: ['CMD', 'test', '-e', '/ready'] } }),
    web: sleeper({ depends_on: { db: { condition: 'service_healthy', required: true } } }),
  });

  it('ends at once, leaves what there is, and goes on from there when started again', async () => {
    const abort = new AbortController();
    const heard = bed.connection.onEvent(({ action, attributes }) => {
      if (action === 'start' && attributes['name'] === `${project}-db-1`) abort.abort();
    });
    await assert.rejects(
      bed.start(model, {}, abort.signal),
      (error) => error instanceof HyperBoxError && error.code === 'cancelled',
    );
    heard.dispose();
    const left = await bed.containers(project);
    assert.deepEqual(Object.keys(left).sort(), [`${project}-db-1`, `${project}-web-1`]);
    const engine = bed.connection.require();
    const db = left[`${project}-db-1`]!;
    await engine.containers.exec(db, { command: ['touch', '/ready'] });
    const result = await bed.start(model);
    assert.deepEqual(
      result.services.map(({ name, action }) => [name, action]),
      [
        ['db', 'unchanged'],
        ['web', 'started'],
      ],
    );
    assert.deepEqual(await bed.containers(project), left);
  });

  it('starts nothing at all when it is cancelled before it began', async () => {
    await assert.rejects(
      bed.start(model, {}, AbortSignal.abort()),
      (error) => error instanceof HyperBoxError && error.code === 'cancelled',
    );
    assert.deepEqual(await bed.containers(project), {});
  });
});

describe('an engine that goes away during a start', function () {
  this.timeout(120_000);
  let dockerd: OwnDockerd | undefined;
  let bed: Bed;

  before(async function () {
    if (!canRunDockerd()) {
      console.log('      skipped whole: this machine cannot run a Docker Engine of the test’s own');
      this.skip();
    }
    dockerd = await createDockerd();
    await dockerd.start();
    bed = await makeBed({ address: dockerd.address });
  });
  after(async () => {
    if (dockerd === undefined) return;
    await bed.dispose();
    await dockerd.dispose();
  });

  it('says what was done, and the next start goes on from there', async () => {
    const host = { network_mode: 'host', networks: {} };
    const model = modelOf('hbrun-lost', {
      cache: sleeper(host),
      db: sleeper({ ...host, healthcheck: { test: ['CMD', 'true'], interval: '1h' } }),
    });
    const started = new Promise<void>((resolve) => {
      let ready = 0;
      bed.connection.onEvent(({ action }) => {
        if (action === 'start' && ++ready === 2) resolve();
      });
    });
    const failing = bed.failingStart(model);
    await started;
    await dockerd!.kill();
    const error = await failing;
    assert.equal(error.code, 'engine-unavailable');
    assert.match(error.message, /cache/);
    assert.match(error.hint ?? '', /goes on from there/);
    await dockerd!.start();
    await new Promise<void>((resolve) => {
      if (bed.connection.state.kind === 'connected') resolve();
      bed.connection.onDidChangeState(({ kind }) => {
        if (kind === 'connected') resolve();
      });
    });
    const { db, ...others } = model.services;
    const result = await bed.start(
      modelOf('hbrun-lost', { ...others, db: { ...db!, healthcheck: { disable: true } } }),
    );
    assert.deepEqual(
      result.services.map(({ name }) => name),
      ['cache', 'db'],
    );
    await bed.down('hbrun-lost');
  });
});
