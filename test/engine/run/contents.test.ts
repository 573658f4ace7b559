import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ComposeModel, ComposeService } from '../../../server/src/compose/model.ts';
import { busyboxTag, makeBed, modelOf, sleeper, withoutImage, type Bed } from './project.ts';

describe('what a started container has', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-contents';
  const work = { signal: new AbortController().signal, progress: () => undefined };

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const startOne = async (
    service: Partial<ComposeService>,
    more: Partial<ComposeModel> = {},
  ): Promise<string> => {
    const result = await bed.start(modelOf(project, { web: sleeper(service) }, more));
    return result.services[0]!.containerIds[0]!;
  };
  const shell = async (id: string, script: string): Promise<string> => {
    const { stdout, stderr } = await bed.connection
      .require()
      .containers.exec(id, { command: ['sh', '-c', script] });
    return stdout + stderr;
  };

  it('secrets and configs: files are mounted, texts are copied with their owner and mode', async () => {
    const folder = join(bed.folder, `it's a "folder" with ünïcode`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'key.txt'), 'from file');
    const id = await startOne(
      {
        secrets: [
          { source: 'file' },
          { source: 'env', target: 'renamed', uid: '7', gid: '8', mode: '0400' },
        ],
        configs: [{ source: 'text', target: '/etc/app/app.conf' }, { source: 'file' }],
        volumes: [{ type: 'bind', source: folder, target: '/bound', bind: {} }],
      },
      {
        secrets: {
          file: { name: 'file', file: join(folder, 'key.txt') },
          env: { name: 'env', environment: 'TOKEN' },
        },
        configs: {
          text: { name: 'text', content: 'from text' },
          file: { name: 'file', file: join(folder, 'key.txt') },
        },
        environment: { TOKEN: 'from environment' },
      },
    );
    assert.equal(await shell(id, 'cat /run/secrets/file'), 'from file');
    assert.equal(await shell(id, 'cat /file'), 'from file');
    assert.equal(await shell(id, 'cat /bound/key.txt'), 'from file');
    assert.equal(await shell(id, 'cat /run/secrets/renamed'), 'from environment');
    assert.equal(await shell(id, 'stat -c "%u %g %a" /run/secrets/renamed'), '7 8 400\n');
    assert.equal(await shell(id, 'cat /etc/app/app.conf'), 'from text');
    assert.match(await shell(id, 'echo x > /run/secrets/file'), /Read-only/);
  });

  it('hooks: those after the start have run, those before the stop run then', async () => {
    const folder = join(bed.folder, 'hooks');
    await mkdir(folder, { recursive: true });
    const model = modelOf(project, {
      web: sleeper({
        volumes: [{ type: 'bind', source: folder, target: '/out' }],
        post_start: [
          { command: ['sh', '-c', 'echo $WORD > /out/started'], environment: { WORD: 'up' } },
        ],
        pre_stop: [{ command: ['sh', '-c', 'echo down > /out/stopped'] }],
      }),
    });
    const result = await bed.start(model);
    const id = result.services[0]!.containerIds[0]!;
    assert.equal(await shell(id, 'cat /out/started'), 'up\n');
    await bed.runner.stop({ project, model }, work);
    await bed.start(model);
    assert.equal(await shell(id, 'cat /out/stopped'), 'down\n');
  });

  it('an image that is built, and a new one when it is built again', async () => {
    const context = join(bed.folder, 'image');
    await mkdir(context, { recursive: true });
    const write = (word: string): Promise<void> =>
      writeFile(join(context, 'Dockerfile'), `FROM ${busyboxTag}\nRUN echo ${word} > /word\n`);
    await write('one');
    const built = withoutImage(sleeper({ build: { context } }));
    const model = modelOf(project, { web: built, other: sleeper() });
    const first = await bed.start(model);
    assert.equal(await shell(first.services[0]!.containerIds[0]!, 'cat /word'), 'one\n');
    await write('two');
    assert.equal((await bed.start(model)).services[0]?.action, 'unchanged');
    const second = await bed.start(model, { rebuild: true });
    assert.deepEqual(
      second.services.map(({ action }) => action),
      ['recreated', 'unchanged'],
    );
    assert.equal(await shell(second.services[0]!.containerIds[0]!, 'cat /word'), 'two\n');
    await bed.down(project);
    await bed.connection.require().images.remove(`${project}-web`, { force: true });
  });

  it('its networks, made anew when their definition changes, and no other container touched', async () => {
    const both = (internal: boolean): ComposeModel =>
      modelOf(
        project,
        { web: sleeper({ networks: { default: null, back: null } }), other: sleeper() },
        {
          networks: {
            default: { name: `${project}_default` },
            back: { name: `${project}_back`, internal },
          },
        },
      );
    await bed.start(both(false));
    const result = await bed.start(both(true));
    assert.deepEqual(
      result.services.map(({ action }) => action),
      ['recreated', 'unchanged'],
    );
    const network = await bed.connection.require().networks.get(`${project}_back`);
    assert.equal(network?.internal, true);
  });

  it('its own volumes, and a warning where one exists that is not the project’s', async () => {
    const engine = bed.connection.require();
    await engine.volumes.create({ name: `${project}_foreign` });
    try {
      const result = await bed.start(
        modelOf(
          project,
          { web: sleeper({ volumes: [{ type: 'volume', source: 'data', target: '/data' }] }) },
          { volumes: { data: { name: `${project}_foreign` } } },
        ),
      );
      assert.match(result.warnings.join(), /belongs to no project/);
    } finally {
      await bed.down(project);
      assert.ok(await engine.volumes.get(`${project}_foreign`), 'it is not ours to remove');
      await engine.volumes.remove(`${project}_foreign`);
    }
  });

  it('restarts in order, and only what was asked for', async () => {
    const model = modelOf(project, {
      db: sleeper(),
      web: sleeper({ depends_on: { db: { condition: 'service_started', required: true } } }),
    });
    await bed.start(model);
    const restarts = async (
      services?: readonly string[],
    ): Promise<readonly (string | undefined)[]> => {
      const heard: (string | undefined)[] = [];
      const enough = services?.length ?? 2;
      const all = new Promise<void>((resolve) => {
        bed.connection.onEvent(({ action, attributes }) => {
          if (action !== 'restart' || attributes['com.docker.compose.project'] !== project) return;
          if (heard.push(attributes['com.docker.compose.service']) === enough) resolve();
        });
      });
      await bed.runner.restart({ project, model, ...(services && { services }) }, work);
      await all;
      return heard;
    };
    assert.deepEqual(await restarts(), ['db', 'web']);
    assert.deepEqual(await restarts(['web']), ['web']);
  });

  it('is said to have drifted when the file says something else', async () => {
    const services = { web: sleeper(), other: sleeper() };
    await bed.start(modelOf(project, services));
    const changed = modelOf(project, { ...services, web: sleeper({ user: '1000' }) });
    assert.deepEqual([...(await bed.runner.drifted(changed))], ['web']);
  });

  it('its network again after that was removed while the project was stopped', async () => {
    const model = modelOf(project, { web: sleeper() });
    await bed.start(model);
    await bed.runner.stop({ project, model }, work);
    await bed.connection.require().networks.remove(`${project}_default`);
    assert.equal((await bed.start(model)).services[0]?.action, 'recreated');
  });

  it('the names of what it is linked to, on each of its networks', async () => {
    const result = await bed.start(
      modelOf(
        project,
        {
          db: sleeper({ networks: { default: null, back: { aliases: ['sql'] } } }),
          web: sleeper({ links: ['db:store'], networks: { default: null, back: null } }),
        },
        {
          networks: {
            default: { name: `${project}_default` },
            back: { name: `${project}_back` },
          },
        },
      ),
    );
    const web = result.services.find(({ name }) => name === 'web')!.containerIds[0]!;
    for (const name of ['db', 'store', 'sql', `${project}-db-1`])
      assert.match(await shell(web, `ping -c 1 ${name}`), /1 packets received/, name);
  });
});
