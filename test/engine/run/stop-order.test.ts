import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

const project = 'hbrun-stoporder';

/** Takes a moment to end when it is told to. */
const slowToEnd = sleeper({
  command: ['sh', '-c', 'trap "sleep 0.4; exit 0" TERM; while :; do sleep 0.05; done'],
  depends_on: { store: { condition: 'service_started', required: true } },
});
const model = modelOf(project, {
  store: sleeper(),
  web: slowToEnd,
  worker: slowToEnd,
});

describe('the order of an end', function () {
  this.timeout(60_000);
  let bed: Bed;
  const heard = (service: string, action: string): number => {
    const index = bed.events.findIndex(
      (event) =>
        event.action === action && event.attributes['com.docker.compose.service'] === service,
    );
    assert.notEqual(index, -1, `no ${action} of ${service}`);
    return index;
  };
  const work = () => ({ signal: AbortSignal.timeout(30_000), progress: () => undefined });

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  it('tells a service to stop only when all that need it have ended', async () => {
    await bed.start(model);
    bed.events.length = 0;
    await bed.runner.stop({ project, model }, work());
    const store = heard('store', 'kill');
    assert.ok(heard('web', 'die') < store);
    assert.ok(heard('worker', 'die') < store);
    const items = await bed.connection.require().containers.list();
    assert.deepEqual(
      Object.fromEntries(
        items
          .filter(({ compose }) => compose?.project === project)
          .map(({ compose, status, exitCode }) => [compose?.service, [status, exitCode]]),
      ),
      { store: ['exited', 143], web: ['exited', 0], worker: ['exited', 0] },
    );
  });

  it('has removed everything once it is down', async () => {
    await bed.start(model);
    await bed.runner.down({ project, model }, { volumes: true, removeOrphans: true }, work());
    const engine = bed.connection.require();
    const [containers, networks] = await Promise.all([
      engine.containers.list(),
      engine.networks.list(),
    ]);
    assert.deepEqual(
      containers.filter(({ compose }) => compose?.project === project),
      [],
    );
    assert.deepEqual(
      networks.filter(({ name }) => name.startsWith(project)),
      [],
    );
  });
});
