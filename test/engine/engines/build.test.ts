import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { silentLog } from '../../../server/src/base/log.ts';
import type { BuildSpec, Engine } from '../../../server/src/engines/contract.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { busyboxImage, testEndpoint } from '../../support/engine.ts';
import { failure } from '../../support/failure.ts';

describe('Building an image', function () {
  this.timeout(60_000);
  const tag = 'hyperbox-test/built:1';
  let engine: Engine;
  let image: string;
  let context: string;

  const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(context, name)), { recursive: true });
      await writeFile(join(context, name), text);
    }
  };
  const build = async (
    spec: Partial<BuildSpec> = {},
    signal?: AbortSignal,
  ): Promise<readonly string[]> => {
    const lines: string[] = [];
    await engine.images.build(
      { context, tags: [tag], ...spec },
      (line) => lines.push(line),
      signal,
    );
    return lines;
  };

  before(async () => {
    const [driver] = createDrivers({
      // No docker CLI on this path, whatever the machine has.
      env: { PATH: '/nonexistent' },
      homedir: '/nonexistent',
      platform: process.platform,
      log: silentLog,
    });
    const result = await driver!.connect(testEndpoint, AbortSignal.timeout(20_000));
    assert.ok(result.kind === 'ok');
    engine = result.engine;
    image = await busyboxImage(engine);
  });
  beforeEach(async () => {
    context = await mkdtemp(join(tmpdir(), "hyperbox build 'ü-"));
  });
  afterEach(async () => {
    await engine.images.remove(tag, { force: true });
    await rm(context, { recursive: true, force: true });
  });
  after(() => {
    engine.dispose();
  });

  it('sends what .dockerignore leaves, links and modes as they are', async () => {
    await write({
      Dockerfile: `FROM ${image}\nCOPY . /x\nRUN cd /x && find . | sort | xargs echo FOUND && cat link`,
      '.dockerignore': 'node_modules\n!node_modules/keep\nDockerfile\n',
      'node_modules/gone': 'x',
      'node_modules/keep': 'x',
      'sub/file': 'through the link',
      'sub/empty': '',
    });
    await symlink('sub/file', join(context, 'link'));
    const output = (await build({ noCache: true })).join('\n');
    assert.match(
      output,
      /^FOUND \. \.\/\.dockerignore \.\/link \.\/node_modules \.\/node_modules\/keep \.\/sub \.\/sub\/empty \.\/sub\/file$/m,
    );
    assert.match(output, /through the link/);
    assert.notEqual(await engine.images.get(tag), undefined);
  });

  it('takes a Dockerfile from outside and one that is written inline', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'hyperbox-dockerfile-'));
    try {
      await writeFile(join(elsewhere, 'Other'), `FROM ${image}\nCOPY a /a\nRUN cat /a`);
      await write({ a: 'from the context' });
      const outside = await build({ dockerfile: join(elsewhere, 'Other'), noCache: true });
      assert.match(outside.join('\n'), /from the context/);
      const inline = await build({
        dockerfileInline: `FROM ${image}\nARG NAME\nRUN echo hello $NAME`,
        args: { NAME: 'Ada' },
        labels: { given: 'yes' },
        noCache: true,
      });
      assert.match(inline.join('\n'), /hello Ada/);
      assert.equal((await engine.images.get(tag))?.labels['given'], 'yes');
    } finally {
      await rm(elsewhere, { recursive: true, force: true });
    }
  });

  it('shows no COPY a Dockerfile that is not in the folder', async () => {
    const dockerfileInline = `FROM ${image}\nCOPY . /x\nRUN cd /x && find . | sort | xargs echo FOUND`;
    await write({ a: 'x' });
    const bare = (await build({ dockerfileInline, noCache: true })).join('\n');
    assert.match(bare, /^FOUND \. \.\/a$/m);
    await write({ '.dockerignore': 'b\n', b: 'x' });
    const own = (await build({ dockerfileInline, noCache: true })).join('\n');
    assert.match(own, /^FOUND \. \.\/\.dockerignore \.\/a$/m);
  });

  it('tells the step that failed: its line, and what it printed', async () => {
    await write({
      Dockerfile: `# first\nFROM ${image}\n\nRUN echo \\\n  one\nRUN echo said; \\\n  exit 3\nRUN never`,
    });
    const error = await failure(build({ noCache: true }));
    assert.equal(error.code, 'build-failed');
    assert.deepEqual(error.location, { path: join(context, 'Dockerfile'), line: 6 });
    const output = error.output ?? [];
    assert.ok(output.includes('said'));
    assert.ok(!output.includes('one'));
  });

  it('tells the line of a mistake in the Dockerfile', async () => {
    await write({ Dockerfile: `FROM ${image}\n\nRNU echo` });
    const error = await failure(build());
    assert.equal(error.code, 'build-failed');
    assert.equal(error.location?.line, 3);
  });

  it('says that there is no Dockerfile', async () => {
    const error = await failure(build());
    assert.equal(error.code, 'build-failed');
    assert.match(error.message, /ockerfile/);
  });

  it('names the line that needs BuildKit, where there is no CLI that has it', async () => {
    await write({ Dockerfile: `FROM ${image}\nRUN --mount=type=cache,target=/c echo` });
    const error = await failure(build());
    assert.equal(error.code, 'unsupported');
    assert.equal(error.location?.line, 2);
    assert.match(error.hint ?? '', /buildx/);
  });

  it('limits what the steps may use', async () => {
    await write({ Dockerfile: `FROM ${image}\nRUN echo $(ulimit -Sn) $(ulimit -Hn)` });
    const ulimits = [{ name: 'nofile', soft: 123, hard: 124 }];
    assert.match((await build({ ulimits, noCache: true })).join('\n'), /^123 124$/m);
  });

  it('refuses what would become another image, and tells the rest that it cannot do', async () => {
    await write({ Dockerfile: `FROM ${image}` });
    const spec = { secrets: [{ id: 'a', value: 'b' }], cacheTo: ['type=inline'], sbom: 'true' };
    const error = await failure(build(spec));
    assert.equal(error.code, 'unsupported');
    assert.match(error.message, /"secrets" cannot be done/);
    const limits = await engine.images.buildLimits({ context, tags: [tag], ...spec });
    assert.deepEqual(
      limits.map(({ field, needed }) => [field, needed]),
      [
        ['cache_to', false],
        ['sbom', false],
        ['secrets', true],
      ],
    );
  });

  it('is cancelled in the middle of a step', async () => {
    await write({ Dockerfile: `FROM ${image}\nRUN sleep 30` });
    const controller = new AbortController();
    const building = engine.images.build(
      { context, tags: [tag], noCache: true },
      (line) => {
        if (line.includes('Running in')) controller.abort();
      },
      controller.signal,
    );
    assert.equal((await failure(building)).code, 'cancelled');
  });
});
