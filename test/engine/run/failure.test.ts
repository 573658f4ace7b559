import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import {
  busyboxTag,
  healthy,
  makeBed,
  modelOf,
  sleeper,
  withoutImage,
  type Bed,
} from './project.ts';

describe('a start that fails', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-failure';

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const running = async (): Promise<readonly string[]> => {
    const items = await bed.connection
      .require()
      .containers.list({ labels: [`com.docker.compose.project=${project}`] });
    return items
      .filter(({ status }) => status === 'running')
      .map(({ name }) => name)
      .sort();
  };

  /** It is waited for until it ends, since it has a check that it never comes to. */
  const ending = (script: string) =>
    sleeper({
      command: ['sh', '-c', script],
      healthcheck: { test: ['CMD', 'true'], interval: '1h' },
    });

  it('names the exit code and the last lines of a service that ends at once', async () => {
    const error = await bed.failingStart(
      modelOf(project, {
        bad: ending('for i in $(seq 30); do echo line $i; done; exit 7'),
        good: sleeper({ healthcheck: healthy }),
      }),
    );
    assert.equal(error.code, 'service-exited');
    assert.equal(error.service, 'bad');
    assert.match(error.message, /"bad" exited with code 7/);
    assert.equal(error.output?.length, 20);
    assert.equal(error.output.at(-1), 'line 30');
    assert.deepEqual(await running(), [`${project}-good-1`], 'what works goes on');
  });

  it('names a command that is not there', async () => {
    const error = await bed.failingStart(
      modelOf(project, { bad: sleeper({ command: ['/no/such/command'], init: false }) }),
    );
    assert.equal(error.code, 'start-failed');
    assert.equal(error.service, 'bad');
    assert.match(error.message, /no\/such\/command/);
  });

  it('does not start what needs the failed service, and says so', async () => {
    const error = await bed.failingStart(
      modelOf(project, {
        db: sleeper({ command: ['false'], healthcheck: healthy }),
        web: sleeper({ depends_on: { db: { condition: 'service_healthy', required: true } } }),
        good: sleeper(),
      }),
    );
    assert.equal(error.service, 'db');
    assert.match(error.message, /Not started because of that: web/);
    assert.deepEqual(await running(), [`${project}-good-1`]);
  });

  it('says that nothing tells the health that another service waits for', async () => {
    const error = await bed.failingStart(
      modelOf(project, {
        db: sleeper(),
        web: sleeper({ depends_on: { db: { condition: 'service_healthy', required: true } } }),
        admin: sleeper({ depends_on: { web: { condition: 'service_started', required: true } } }),
      }),
    );
    assert.equal(error.code, 'start-failed');
    assert.equal(error.service, 'db');
    assert.match(
      error.message,
      /"db" has no health check, .* Not started because of that: web, admin/,
    );
    assert.deepEqual(await running(), [`${project}-db-1`]);
  });

  it('names every service that failed', async () => {
    const error = await bed.failingStart(
      modelOf(project, { one: ending('exit 1'), two: ending('exit 2') }),
    );
    assert.match(error.message, /"one" exited with code 1/);
    assert.match(error.message, /"two" exited with code 2/);
  });

  it('shows what the health check of an unhealthy service printed', async () => {
    const error = await bed.failingStart(
      modelOf(project, {
        db: sleeper({
          healthcheck: { test: ['CMD-SHELL', 'echo not yet; exit 1'], interval: '1s', retries: 1 },
        }),
      }),
    );
    assert.equal(error.code, 'service-unhealthy');
    assert.equal(error.service, 'db');
    assert.deepEqual(error.output, ['not yet']);
  });

  it('gives up on a service that is never healthy in time', async () => {
    const hasty = await makeBed({ settings: { startTimeoutMs: 1_500 } });
    try {
      const error = await hasty.failingStart(
        modelOf(project, {
          db: sleeper({ healthcheck: { test: ['CMD', 'true'], interval: '1h' } }),
        }),
      );
      assert.equal(error.code, 'service-unhealthy');
      assert.match(error.message, /was not healthy within 2 s/);
    } finally {
      await hasty.dispose();
    }
  });

  it('names an image that does not exist', async () => {
    const image = 'localhost:1/hbrun/absent:1';
    const never = await bed.failingStart(
      modelOf(project, { web: sleeper({ image, pull_policy: 'never' }) }),
    );
    assert.equal(never.code, 'image-not-found');
    assert.equal(never.service, 'web');
    assert.match(never.message, /hbrun\/absent/);
    const pulled = await bed.failingStart(modelOf(project, { web: sleeper({ image }) }));
    assert.equal(pulled.code, 'registry-unreachable');
    assert.equal(pulled.service, 'web');
  });

  it('shows the failing step of a build and its place in the Dockerfile', async () => {
    const context = join(bed.folder, 'build with "quotes" & ünïcode');
    await mkdir(context, { recursive: true });
    const dockerfile = join(context, 'Dockerfile');
    await writeFile(dockerfile, `FROM ${busyboxTag}\nRUN echo fine\nRUN echo broken && exit 5\n`);
    const built = withoutImage(sleeper({ build: { context, dockerfile: 'Dockerfile' } }));
    const error = await bed.failingStart(modelOf(project, { web: built }));
    assert.equal(error.code, 'build-failed');
    assert.equal(error.service, 'web');
    assert.equal(error.location?.line, 3);
    assert.ok(error.output?.some((line) => line.includes('broken')));
  });

  it('keeps the old container when the new one cannot be started', async () => {
    await bed.start(modelOf(project, { web: sleeper() }));
    const before = await bed.containers(project);
    const error = await bed.failingStart(
      modelOf(project, { web: sleeper({ command: ['/no/such/command'], init: false }) }),
    );
    assert.equal(error.code, 'start-failed');
    assert.deepEqual(await bed.containers(project), before);
    assert.deepEqual(await running(), [`${project}-web-1`]);
  });

  it('refuses a secret that has no value', async () => {
    const error = await bed.failingStart(
      modelOf(
        project,
        { web: sleeper({ secrets: [{ source: 'key' }] }) },
        { secrets: { key: { name: 'key', environment: 'HBRUN_ABSENT' } } },
      ),
    );
    assert.equal(error.code, 'compose-invalid');
    assert.match(error.message, /HBRUN_ABSENT is not set/);
  });
});
