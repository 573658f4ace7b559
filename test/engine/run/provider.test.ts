import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ComposeService } from '../../../server/src/compose/model.ts';
import { makeBed, modelOf, sleeper, type Bed } from './project.ts';

/** A provider as a user would write one: it notes its calls beside itself. */
const program = `#!/bin/sh
calls="$(dirname "$0")/calls"
if [ "$2" = metadata ]; then
  echo '{"description":"d","up":{"parameters":[{"name":"size","required":true}]},"down":{},"stop":{}}'
  exit 0
fi
echo "$@" >> "$calls"
case "$3-$5$4" in
  up-*fails*) echo '{"type":"info","message":"trying"}'; echo why >&2; exit 3;;
  up-*refuses*) echo '{"type":"error","message":"no room left"}'; exit 1;;
esac
if [ "$3" = up ]; then
  echo '{"type":"get-service-config"}'
  read -r config
  echo "$config" > "$calls.config"
  echo '{"type":"info","message":"made a database"}'
  echo '{"type":"setenv","message":"URL=mysql://there"}'
  echo '{"type":"rawsetenv","message":"PLAIN=yes"}'
fi
`;

describe('services of other programs', function () {
  this.timeout(60_000);
  let bed: Bed;
  let folder: string;
  const project = 'hbrun-provider';
  const provided = (options: Readonly<Record<string, readonly string[]>>): ComposeService => ({
    command: null,
    entrypoint: null,
    provider: { type: 'hyperboxtest', options },
  });
  const web = sleeper({
    depends_on: { db: { condition: 'service_started', required: true } },
  });
  const calls = async (): Promise<readonly string[]> =>
    (await readFile(join(folder, 'calls'), 'utf8')).trim().split('\n');

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox provider '));
    await writeFile(join(folder, 'docker-hyperboxtest'), program);
    await chmod(join(folder, 'docker-hyperboxtest'), 0o755);
    const PATH = [folder, process.env['PATH'] ?? ''].join(delimiter);
    bed = await makeBed({ env: { ...process.env, PATH } });
  });
  afterEach(async () => {
    await bed.down(project);
    await rm(join(folder, 'calls'), { force: true });
  });
  after(async () => {
    await bed.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('are brought up before what depends on them, which gets their variables', async () => {
    const model = modelOf(project, { db: provided({ size: ['2'], other: ['x'] }), web });
    const { services, warnings } = await bed.start(model);
    assert.deepEqual(warnings, []);
    assert.deepEqual(await calls(), [`compose --project-name=${project} up --size=2 db`]);
    const record = await bed.connection
      .require()
      .containers.inspect(services.find(({ name }) => name === 'web')?.containerIds[0] ?? '');
    const { Env } = record['Config'] as { readonly Env: readonly string[] };
    assert.ok(Env.includes('DB_URL=mysql://there'));
    assert.ok(Env.includes('PLAIN=yes'));
    const config = JSON.parse(await readFile(join(folder, 'calls.config'), 'utf8')) as object;
    assert.deepEqual(config, model.services['db']);
    assert.ok(bed.reports.some(({ message }) => message.includes('made a database')));
  });

  it('leave what depends on them as it is when they give the same again', async () => {
    const model = modelOf(project, { db: provided({ size: ['2'] }), web });
    await bed.start(model);
    const again = await bed.start(model);
    assert.deepEqual(
      again.services.map(({ name, action }) => [name, action]),
      [['web', 'unchanged']],
    );
    assert.deepEqual([...(await bed.runner.drifted(model))], []);
  });

  it('are stopped and removed after what depends on them', async () => {
    const model = modelOf(project, { db: provided({ size: ['2'] }), web });
    await bed.start(model);
    const work = { signal: AbortSignal.timeout(30_000), progress: () => undefined };
    await bed.runner.stop({ project, model }, work);
    await bed.runner.down({ project, model }, { volumes: true, removeOrphans: false }, work);
    assert.deepEqual((await calls()).slice(1), [
      `compose --project-name=${project} stop db`,
      `compose --project-name=${project} down db`,
    ]);
  });

  it('are told with their own words when they fail, and nothing is started', async () => {
    const refused = await bed.failingStart(
      modelOf(project, { refuses: provided({ size: ['1'] }), other: sleeper() }),
    );
    assert.equal(refused.code, 'start-failed');
    assert.equal(refused.service, 'refuses');
    assert.match(refused.message, /no room left/);
    const failed = await bed.failingStart(modelOf(project, { fails: provided({ size: ['1'] }) }));
    assert.match(failed.message, /exit code 3/);
    assert.deepEqual(failed.output, ['why']);
    assert.deepEqual(await bed.containers(project), {});
  });

  it('are told with what is missing', async () => {
    const missing = await bed.failingStart(modelOf(project, { db: provided({}) }));
    assert.match(missing.message, /needs the option "size"/);
    const unknown = await bed.failingStart(
      modelOf(project, { db: { ...provided({}), provider: { type: 'hyperbox-none' } } }),
    );
    assert.equal(unknown.code, 'not-found');
    assert.match(unknown.hint ?? '', /docker-hyperbox-none/);
  });
});
