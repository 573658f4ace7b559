import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { healthy, makeBed, modelOf, sleeper, type Bed } from './project.ts';

describe('the order of a start', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-order';
  /** When an action was first heard of a service. */
  const momentOf = (service: string, action: string): number => {
    const index = bed.events.findIndex(
      (event) =>
        event.action === action &&
        event.attributes['com.docker.compose.project'] === project &&
        event.attributes['com.docker.compose.service'] === service,
    );
    assert.notEqual(index, -1, `no ${action} of ${service}`);
    return index;
  };

  before(async () => {
    bed = await makeBed();
  });
  afterEach(async () => {
    await bed.down(project);
    bed.events.length = 0;
  });
  after(() => bed.dispose());

  it('waits for a dependency to be started, healthy or completed, as it is asked to', async () => {
    const result = await bed.start(
      modelOf(project, {
        migrate: sleeper({ command: ['true'] }),
        cache: sleeper({ healthcheck: healthy }),
        queue: sleeper(),
        web: sleeper({
          depends_on: {
            migrate: { condition: 'service_completed_successfully', required: true },
            cache: { condition: 'service_healthy', required: true },
            queue: { condition: 'service_started', required: true },
          },
        }),
      }),
    );
    const web = momentOf('web', 'start');
    assert.ok(momentOf('migrate', 'die') < web);
    assert.ok(momentOf('cache', 'health_status: healthy') < web);
    assert.ok(momentOf('queue', 'start') < web);
    assert.equal(result.services.find(({ name }) => name === 'migrate')?.action, 'completed');
    const labels = bed.reports.flatMap(({ steps }) => (steps ?? []).map(({ label }) => label));
    assert.ok(
      labels.includes('web: waiting for cache to be healthy'),
      'progress says what it waits for',
    );
    assert.equal(bed.reports.at(-1)?.fraction, 1);
  });

  it('does not run a job again while what waited for it runs unchanged', async () => {
    const model = modelOf(project, {
      migrate: sleeper({ command: ['true'] }),
      web: sleeper({
        depends_on: { migrate: { condition: 'service_completed_successfully', required: true } },
      }),
    });
    await bed.start(model);
    const again = await bed.start(model);
    assert.deepEqual(
      again.services.map(({ action }) => action),
      ['unchanged', 'unchanged'],
    );
  });

  it('starts a service without a dependency that it can do without and that failed', async () => {
    const error = await bed.failingStart(
      modelOf(project, {
        extra: sleeper({ command: ['sh', '-c', 'exit 4'], healthcheck: healthy }),
        web: sleeper({ depends_on: { extra: { condition: 'service_healthy', required: false } } }),
      }),
    );
    assert.equal(error.service, 'extra');
    assert.ok(momentOf('web', 'start') > momentOf('extra', 'die'));
  });

  it('restarts a service whose dependency got a new container, when it asks for that', async () => {
    const services = (mode: string) => ({
      db: sleeper({ environment: { MODE: mode } }),
      web: sleeper({
        depends_on: { db: { condition: 'service_started', required: true, restart: true } },
      }),
      other: sleeper({ depends_on: { db: { condition: 'service_started', required: true } } }),
    });
    await bed.start(modelOf(project, services('a')));
    const result = await bed.start(modelOf(project, services('b')));
    assert.deepEqual(
      result.services.map(({ name, action }) => [name, action]),
      [
        ['db', 'recreated'],
        ['web', 'started'],
        ['other', 'unchanged'],
      ],
    );
  });

  it('shares the network of another service, and follows it when it gets a new container', async () => {
    const services = (mode: string) => ({
      main: sleeper({ environment: { MODE: mode } }),
      side: sleeper({ network_mode: 'service:main', networks: {} }),
    });
    const first = await bed.start(modelOf(project, services('a')));
    assert.deepEqual(
      first.services.map(({ action }) => action),
      ['created', 'created'],
    );
    const second = await bed.start(modelOf(project, services('b')));
    assert.deepEqual(
      second.services.map(({ action }) => action),
      ['recreated', 'recreated'],
    );
  });

  it('adds and removes containers until there are as many as the scale says', async () => {
    const scaled = (scale: number) => modelOf(project, { web: sleeper({ scale }) });
    await bed.start(scaled(3));
    const three = await bed.containers(project);
    assert.deepEqual(
      Object.keys(three).sort(),
      ['1', '2', '3'].map((n) => `${project}-web-${n}`),
    );
    await bed.start(scaled(1));
    assert.deepEqual(await bed.containers(project), {
      [`${project}-web-1`]: three[`${project}-web-1`],
    });
  });
});
