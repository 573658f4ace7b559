import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { PlannedAction } from '#shared/protocol/projects';
import type { ComposeService } from '../../../server/src/compose/model.ts';
import type { StartOptions } from '../../../server/src/compose/runner-contract.ts';
import { busyboxTag, makeBed, modelOf, sleeper, type Bed } from './project.ts';

const project = 'hbrun-preview';

describe('the preview of a start', function () {
  this.timeout(60_000);
  let bed: Bed;

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const model = (services: Readonly<Record<string, ComposeService>>) =>
    modelOf(project, services, { volumes: { data: { name: `${project}_data` } } });
  const preview = (
    services: Readonly<Record<string, ComposeService>>,
    options: StartOptions = {},
  ) => bed.runner.preview(model(services), options, AbortSignal.timeout(20_000));

  const db = sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] });
  const web = (more: Partial<ComposeService> = {}) =>
    sleeper({
      depends_on: { db: { condition: 'service_started', required: true, restart: true } },
      ...more,
    });

  it('tells what there is to make, and makes nothing', async () => {
    const heard = bed.events.length;
    const { lines, changes, actions } = await preview({ db, web: web() });
    assert.deepEqual(lines, [
      project,
      `├─ network ${project}_default: create (network "${project}_default" does not exist yet)`,
      `├─ volume ${project}_data: create (volume "${project}_data" does not exist yet)`,
      '├─ db: create',
      `│  ├─ image ${busyboxTag}: keep ("${busyboxTag}" is there)`,
      `│  └─ container ${project}-db-1: create (it does not exist yet)`,
      '└─ web: create',
      `   └─ container ${project}-web-1: create (it does not exist yet)`,
    ]);
    assert.equal(changes, 4);
    assert.deepEqual(await bed.containers(project), {});
    assert.deepEqual(
      bed.events
        .slice(heard)
        .filter(({ attributes }) => (attributes['name'] ?? '').includes(project)),
      [],
    );
    assert.ok(actions.every(({ reason }) => reason !== ''));
  });

  it('finds nothing to do where a start would do nothing', async () => {
    await bed.start(model({ db, web: web() }));
    assert.equal((await preview({ db, web: web() })).changes, 0);
  });

  it('says which field changed, and who restarts for it', async () => {
    await bed.start(model({ db, web: web() }));
    const changed = sleeper({
      ...db,
      environment: { MODE: 'b' },
      user: '5',
      labels: { tier: 'data' },
    });
    const { actions } = await preview({ db: changed, web: web() });
    assert.deepEqual(containersOf(actions), [
      [
        `${project}-db-1`,
        'recreate',
        'its definition changed: user: none → 5, environment MODE, labels tier',
      ],
      [`${project}-web-1`, 'restart', '"db", which it depends on, is made anew'],
    ]);
    const result = await bed.start(model({ db: changed, web: web() }));
    assert.deepEqual(
      result.services.map(({ name, action }) => [name, action]),
      [
        ['db', 'recreated'],
        ['web', 'started'],
      ],
    );
  });

  it('keeps values that may be secret to itself', async () => {
    await bed.start(model({ db: sleeper({ environment: { PASSWORD: 'first-secret' } }) }));
    const { lines } = await preview({
      db: sleeper({ environment: { PASSWORD: 'second-secret' } }),
    });
    assert.match(lines.join('\n'), /environment PASSWORD/);
    assert.doesNotMatch(lines.join('\n'), /secret/);
  });

  it('names ports, commands and mounts as they were and will be', async () => {
    await bed.start(model({ db: sleeper({ ports: [{ target: 80, published: '27610' }] }) }));
    const { actions } = await preview({
      db: sleeper({
        command: ['sleep', '700'],
        ports: [{ target: 80, published: '27611' }],
        volumes: [{ type: 'volume', source: 'data', target: '/data' }],
      }),
    });
    const [, , reason] = containersOf(actions)[0] ?? [];
    assert.equal(
      reason,
      'its definition changed: command: sleep 600 → sleep 700, ports: 27610:80 → 27611:80, volumes /data',
    );
  });

  it('takes a number of containers, services by name, and orphans as a start does', async () => {
    await bed.start(model({ db, old: sleeper() }));
    const options = { services: ['db'], scale: { db: 3 }, removeOrphans: true };
    const { actions } = await preview({ db, web: web() }, options);
    assert.deepEqual(containersOf(actions), [
      [`${project}-db-1`, 'keep', 'it is up to date'],
      [`${project}-db-2`, 'create', 'the service wants more containers'],
      [`${project}-db-3`, 'create', 'the service wants more containers'],
      [`${project}-old-1`, 'remove', 'its service is not in the file any more'],
    ]);
    const kept = await preview({ db, web: web() }, { services: ['db'] });
    assert.deepEqual(containersOf(kept.actions).at(-1)?.slice(0, 2), [`${project}-old-1`, 'keep']);
  });
});

const containersOf = (
  actions: readonly PlannedAction[],
): readonly (readonly [string, string, string])[] =>
  actions
    .flatMap((action) => (action.kind === 'service' ? action.children : [action]))
    .filter(({ kind }) => kind === 'container' || kind === 'orphan')
    .map(({ target, verb, reason }) => [target, verb, reason]);
