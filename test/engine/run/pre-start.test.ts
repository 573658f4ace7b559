import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ComposePreStart, ComposeService } from '../../../server/src/compose/model.ts';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

describe('hooks before the start', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-pre-start';

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const hook = (script: string, more: Partial<ComposePreStart> = {}): ComposePreStart => ({
    command: ['sh', '-c', script],
    ...more,
  });
  const withData = (pre_start: readonly ComposePreStart[]): ComposeService =>
    sleeper({
      environment: { OF: 'service' },
      volumes: [{ type: 'volume', source: 'data', target: '/data' }],
      pre_start,
    });
  const start = (declared: ComposeService, model = {}) =>
    bed.start(
      modelOf(
        project,
        { web: declared },
        { volumes: { data: { name: `${project}_data` } }, ...model },
      ),
    );
  const read = async (): Promise<string> => {
    const ids = await bed.containers(project);
    const id = ids[`${project}-web-1`] ?? '';
    const containers = bed.connection.require().containers;
    return (await containers.exec(id, { command: ['cat', '/data/notes'] })).stdout;
  };

  it('run one after the other, with the volumes, networks and variables of the service', async () => {
    await start(
      withData([
        hook('echo $OF $MINE $(id -u) $(pwd) >> /data/notes', {
          environment: { MINE: 'hook' },
          user: '0',
          working_dir: '/tmp',
        }),
        hook('ls /sys/class/net | grep -c eth0 >> /data/notes'),
      ]),
    );
    assert.equal(await read(), 'service hook 0 /tmp\n1\n');
    assert.deepEqual(Object.keys(await bed.containers(project)), [`${project}-web-1`]);
  });

  it('run once for all containers, and again when one is made anew', async () => {
    const declared = withData([hook('echo ran >> /data/notes')]);
    await start({ ...declared, scale: 2 });
    assert.equal(await read(), 'ran\n');
    await start({ ...declared, scale: 2 });
    assert.equal(await read(), 'ran\n', 'nothing was started');
    await start({ ...declared, scale: 2, labels: { changed: 'yes' } });
    assert.equal(await read(), 'ran\nran\n');
  });

  it('keep the service from starting when one fails', async () => {
    const model = modelOf(project, {
      web: sleeper({ pre_start: [hook('echo bad luck; exit 4'), hook('true')] }),
    });
    const error = await bed.failingStart(model);
    assert.equal(error.code, 'start-failed');
    assert.equal(error.service, 'web');
    assert.match(error.message, /pre_start hook .* exited with code 4/);
    assert.deepEqual(error.output, ['bad luck']);
    const items = await bed.connection
      .require()
      .containers.list({ labels: [`com.docker.compose.project=${project}`] });
    assert.deepEqual(
      items.map(({ name, status }) => [name, status]),
      [[`${project}-web-1`, 'created']],
    );
  });

  it('cannot run for each container', async () => {
    const error = await bed.failingStart(
      modelOf(project, { web: sleeper({ pre_start: [hook('true', { per_replica: true })] }) }),
    );
    assert.match(error.message, /pre_start: "per_replica" of hook 1/);
  });
});
