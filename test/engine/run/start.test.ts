import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { healthy, makeBed, modelOf, sleeper, type Bed } from './project.ts';

describe('starting a project', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-start';

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const model = modelOf(
    project,
    {
      db: sleeper({
        healthcheck: healthy,
        volumes: [
          { type: 'volume', source: 'data', target: '/data' },
          { type: 'volume', target: '/anonymous' },
        ],
      }),
      web: sleeper({
        depends_on: { db: { condition: 'service_healthy', required: true } },
      }),
    },
    { volumes: { data: { name: `${project}_data` } } },
  );

  it('brings every service up and healthy', async () => {
    const result = await bed.start(model);
    assert.deepEqual(
      result.services.map(({ name, action }) => [name, action]),
      [
        ['db', 'created'],
        ['web', 'created'],
      ],
    );
    const items = await bed.connection.require().containers.list({
      labels: [`com.docker.compose.project=${project}`],
    });
    assert.deepEqual(items.map(({ name, status, health }) => [name, status, health]).sort(), [
      [`${project}-db-1`, 'running', 'healthy'],
      [`${project}-web-1`, 'running', 'none'],
    ]);
  });

  it('touches nothing when everything is up and unchanged', async () => {
    await bed.start(model);
    const before = await bed.containers(project);
    const heard = bed.events.length;
    const result = await bed.start(model);
    assert.deepEqual(
      result.services.map(({ action }) => action),
      ['unchanged', 'unchanged'],
    );
    assert.deepEqual(await bed.containers(project), before);
    // Health checks run by themselves; nothing else may have happened.
    const words = bed.events.slice(heard).filter(({ attributes, action }) => {
      return attributes['com.docker.compose.project'] === project && !/^(exec|health)/.test(action);
    });
    assert.deepEqual(words, []);
  });

  it('makes only the service anew that changed, with the volumes that it had', async () => {
    await bed.start(model);
    const engine = bed.connection.require();
    const before = await bed.containers(project);
    const old = before[`${project}-db-1`]!;
    await engine.containers.exec(old, {
      command: ['sh', '-c', 'echo 1 >/data/a; echo 2 >/anonymous/b'],
    });
    const changed = modelOf(
      project,
      { ...model.services, db: { ...model.services['db']!, environment: { MODE: 'new' } } },
      { volumes: model.volumes },
    );
    const result = await bed.start(changed);
    assert.deepEqual(
      result.services.map(({ name, action }) => [name, action]),
      [
        ['db', 'recreated'],
        ['web', 'unchanged'],
      ],
    );
    const after = await bed.containers(project);
    assert.equal(after[`${project}-web-1`], before[`${project}-web-1`]);
    const fresh = after[`${project}-db-1`]!;
    assert.notEqual(fresh, old);
    assert.equal(Object.keys(after).length, 2);
    const { stdout } = await engine.containers.exec(fresh, {
      command: ['cat', '/data/a', '/anonymous/b'],
    });
    assert.equal(stdout, '1\n2\n');
  });
});
