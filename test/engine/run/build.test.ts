import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import type { ComposeBuild } from '../../../server/src/compose/model.ts';
import { buildxProgram, makeBuildxConfig } from '../../support/buildx.ts';
import { busyboxTag, makeBed, modelOf, sleeper, withoutImage, type Bed } from './project.ts';

describe('a start that builds', function () {
  this.timeout(60_000);
  let bed: Bed;
  let folder: string;
  const project = 'hbrun-build';
  const built = (build: Partial<ComposeBuild>) =>
    withoutImage(sleeper({ build: { context: folder, ...build } }));
  const said = (): readonly string[] =>
    bed.reports.flatMap(({ steps }) => (steps ?? []).flatMap(({ detail }) => detail ?? []));
  const image = (service: string) =>
    bed.connection.require().images.get(`${project}-${service}:latest`);

  const removeImages = async (): Promise<void> => {
    for (const service of ['web', 'base'])
      await bed.connection.require().images.remove(`${project}-${service}`, { force: true });
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-project-'));
    await writeFile(join(folder, 'Dockerfile'), `FROM ${busyboxTag}\nRUN echo built here`);
  });
  afterEach(async () => {
    await bed.down(project);
    await removeImages();
    await rm(folder, { recursive: true, force: true });
  });

  describe('through the engine’s own call', () => {
    before(async () => {
      bed = await makeBed({ env: { PATH: '/nonexistent' } });
    });
    after(() => bed.dispose());

    it('shows what the steps print, and tells what has no effect', async () => {
      const { warnings } = await bed.start(
        modelOf(project, {
          web: built({ cache_to: ['type=inline'], no_cache: true, tags: [`${project}-base`] }),
        }),
      );
      assert.ok(said().includes('built here'));
      assert.deepEqual(warnings, [
        'service "web": build: "cache_to" has no effect: only docker buildx does it',
      ]);
      assert.equal((await image('base'))?.id, (await image('web'))?.id);
    });

    it('names the service and the field of what it cannot do', async () => {
      const error = await bed.failingStart(
        modelOf(project, { web: built({ additional_contexts: { docs: '/srv' } }) }),
      );
      assert.equal(error.code, 'unsupported');
      assert.equal(error.service, 'web');
      assert.match(error.message, /additional_contexts/);
    });

    it('says that two images are to be built from each other', async () => {
      const error = await bed.failingStart(
        modelOf(project, {
          web: built({ additional_contexts: { other: 'service:base' } }),
          base: built({ additional_contexts: { other: 'service:web' } }),
        }),
      );
      assert.equal(error.code, 'compose-invalid');
      assert.match(error.message, /built from each other/);
    });
  });

  describe('through docker buildx', () => {
    let config: Awaited<ReturnType<typeof makeBuildxConfig>>;
    before(async function () {
      if (buildxProgram === undefined) this.skip();
      config = await makeBuildxConfig();
      bed = await makeBed({ env: { DOCKER_CONFIG: config.folder } });
    });
    after(async () => {
      if (buildxProgram === undefined) return;
      await bed.dispose();
      await config.dispose();
    });

    it('gives the steps secrets of the file, and shows what they print', async () => {
      const run = 'RUN --mount=type=secret,id=key echo read $(cat /run/secrets/key)';
      const { warnings } = await bed.start(
        modelOf(
          project,
          {
            web: built({
              dockerfile_inline: `FROM ${busyboxTag}\n${run}`,
              secrets: [{ source: 'key' }],
              no_cache: true,
            }),
          },
          {
            secrets: { key: { name: 'key', environment: 'KEY' } },
            environment: { KEY: 'sesame' },
          },
        ),
      );
      assert.deepEqual(warnings, []);
      assert.ok(said().includes('read sesame'));
    });

    it('names the line of the step that fails, and ends the others', async () => {
      await writeFile(join(folder, 'Dockerfile'), `FROM ${busyboxTag}\nRUN echo oh no; exit 9`);
      const error = await bed.failingStart(modelOf(project, { web: built({ no_cache: true }) }));
      assert.equal(error.code, 'build-failed');
      assert.equal(error.service, 'web');
      assert.deepEqual(error.location, { path: join(folder, 'Dockerfile'), line: 2 });
      assert.deepEqual(error.output, ['oh no']);
    });
  });
});
