import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ComposeModel, ComposeService } from '../../../server/src/compose/model.ts';
import { freePort } from '../../../scripts/setup/vscode-server.ts';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

const project = 'hbrun-rolling';

describe('a change of a running project', function () {
  this.timeout(60_000);
  let bed: Bed;

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const data = [{ type: 'volume', source: 'data', target: '/data' }];
  const db = sleeper({ volumes: data });
  const onDb = (restart: boolean): ComposeService =>
    sleeper({ depends_on: { db: { condition: 'service_started', required: true, restart } } });
  const model = (
    services: Readonly<Record<string, ComposeService>>,
    more: Partial<ComposeModel> = {},
  ): ComposeModel =>
    modelOf(project, services, { volumes: { data: { name: `${project}_data` } }, ...more });
  const actionsOf = async (
    ...args: Parameters<Bed['start']>
  ): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
      (await bed.start(...args)).services.map(({ name, action }) => [name, action]),
    );
  const inDb = async (...command: string[]): Promise<string> => {
    const { [`${project}-db-1`]: id } = await bed.containers(project);
    const result = await bed.connection.require().containers.exec(id ?? '', { command });
    return `${result.stdout}${result.stderr}`.trim();
  };
  const changedNetwork = {
    networks: { default: { name: `${project}_default`, labels: { tier: 'new' } } },
  };

  it('of one service touches no other, and keeps what is in its volumes', async () => {
    await bed.start(model({ db, web: onDb(false), other: sleeper() }));
    await inDb('sh', '-c', 'echo kept > /data/x');
    const before = await bed.containers(project);
    const changed = sleeper({ volumes: data, environment: { MODE: 'b' } });
    assert.deepEqual(await actionsOf(model({ db: changed, web: onDb(false), other: sleeper() })), {
      db: 'recreated',
      web: 'unchanged',
      other: 'unchanged',
    });
    const now = await bed.containers(project);
    for (const name of ['web', 'other'])
      assert.equal(now[`${project}-${name}-1`], before[`${project}-${name}-1`]);
    assert.equal(await inDb('cat', '/data/x'), 'kept');
  });

  const eventOf = (action: string): number =>
    bed.events.findIndex((event) => event.kind === 'container' && event.action === action);

  it('starts the new container once the old one has ended, and removes that in the end', async () => {
    await bed.start(model({ web: sleeper() }));
    bed.events.length = 0;
    await bed.start(model({ web: sleeper({ environment: { MODE: 'b' } }) }));
    const [died, started, destroyed] = ['die', 'start', 'destroy'].map(eventOf);
    assert.ok(died !== undefined && died >= 0);
    assert.ok(started !== undefined && started > died);
    assert.ok(destroyed !== undefined && destroyed > died);
    assert.deepEqual(Object.keys(await bed.containers(project)), [`${project}-web-1`]);
  });

  it('waits for the engine to let go of what only one container can have', async () => {
    const port = await freePort();
    const fixed = (mode: string): ComposeService =>
      sleeper({
        environment: { MODE: mode },
        ports: [{ mode: 'ingress', target: 80, published: String(port), protocol: 'tcp' }],
        networks: { default: { ipv4_address: '172.31.207.9' } },
      });
    const networks = {
      default: { name: `${project}_default`, ipam: { config: [{ subnet: '172.31.207.0/24' }] } },
    };
    await bed.start(model({ web: fixed('a') }, { networks }));
    bed.events.length = 0;
    await bed.start(model({ web: fixed('b') }, { networks }));
    assert.ok(eventOf('stop') < eventOf('start'));
    const containers = await bed.connection.require().containers.list();
    const ports = containers.find(({ compose }) => compose?.project === project)?.ports;
    assert.ok(ports?.some(({ hostPort }) => hostPort === port));
  });

  it('of a network leaves nobody without one who runs on it, and those who stopped as they are', async () => {
    const services = { db, web: sleeper(), idle: sleeper() };
    await bed.start(model(services));
    await inDb('sh', '-c', 'echo kept > /data/x');
    const work = { signal: AbortSignal.timeout(30_000), progress: () => undefined };
    await bed.runner.stop({ project, services: ['idle'] }, work);
    assert.deepEqual(await actionsOf(model(services, changedNetwork), { services: ['web'] }), {
      web: 'recreated',
      db: 'recreated',
    });
    assert.match(await inDb('ip', 'addr', 'show', 'eth0'), /inet /);
    assert.match(await inDb('nslookup', 'web'), /Address/);
    assert.equal(await inDb('cat', '/data/x'), 'kept');
    assert.deepEqual(await actionsOf(model(services, changedNetwork)), {
      db: 'unchanged',
      web: 'unchanged',
      idle: 'recreated',
    });
  });

  it('of a volume keeps it, with what is in it, and says so', async () => {
    await bed.start(model({ db }));
    await inDb('sh', '-c', 'echo kept > /data/x');
    const volumes = { data: { name: `${project}_data`, labels: { tier: 'new' } } };
    const { warnings, services } = await bed.start(model({ db }, { volumes }));
    assert.match(warnings.join(), /keeps its old one, because its data would be lost/);
    assert.deepEqual(
      services.map(({ action }) => action),
      ['unchanged'],
    );
    assert.equal(await inDb('cat', '/data/x'), 'kept');
  });

  it('of a number only adds and removes, and restarts nobody', async () => {
    const scaled = (scale: number) => model({ db: sleeper({ scale }), web: onDb(true) });
    await bed.start(scaled(1));
    const one = await bed.containers(project);
    await bed.start(scaled(3));
    const three = await bed.containers(project);
    await bed.connection
      .require()
      .containers.remove(three[`${project}-db-2`] ?? '', { force: true });
    // As with docker compose: a number is not given again while a higher one is there.
    await bed.start(scaled(1), { scale: { db: 3 } });
    const again = await bed.containers(project);
    assert.deepEqual(
      Object.keys(again).sort(),
      ['db-1', 'db-3', 'db-4', 'web-1'].map((name) => `${project}-${name}`),
    );
    assert.deepEqual(await actionsOf(scaled(1)), { db: 'unchanged', web: 'unchanged' });
    assert.deepEqual(await bed.containers(project), one);
  });

  it('of a number to none starts what depends on it, and takes all of it away', async () => {
    const services = { db: sleeper({ scale: 0 }), web: onDb(false) };
    assert.equal((await actionsOf(model(services)))['web'], 'created');
    assert.deepEqual(Object.keys(await bed.containers(project)), [`${project}-web-1`]);
    await bed.start(model(services), { scale: { db: 1 } });
    await bed.start(model(services));
    assert.deepEqual(Object.keys(await bed.containers(project)), [`${project}-web-1`]);
  });

  it('starts a service alone, bound to what others left there', async () => {
    const side = sleeper({ network_mode: 'service:db', networks: {} });
    await bed.start(model({ db, side }));
    const before = await bed.containers(project);
    const changed = sleeper({ ...side, environment: { MODE: 'b' } });
    assert.deepEqual(
      await actionsOf(model({ db, side: changed }), { services: ['side'], noDependencies: true }),
      { side: 'recreated' },
    );
    const now = await bed.containers(project);
    assert.equal(now[`${project}-db-1`], before[`${project}-db-1`]);
  });

  it('is told with the address of the container that is left, whatever its number', async () => {
    const ports = [{ target: 80, published: '27640' }];
    const web = (scale: number) => model({ web: sleeper({ ports, scale }) });
    await bed.start(web(2));
    const engine = bed.connection.require();
    const { [`${project}-web-1`]: first, [`${project}-web-2`]: second } =
      await bed.containers(project);
    await engine.containers.remove(first ?? '', { force: true });
    const port = (await engine.containers.get(second ?? ''))?.ports[0]?.hostPort;
    assert.notEqual(port, 27_640);
    const { services } = await bed.start(web(1));
    assert.deepEqual(services[0]?.addresses, [`http://localhost:${String(port)}`]);
  });
});
