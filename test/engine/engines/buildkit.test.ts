import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../../server/src/base/log.ts';
import type { BuildSpec, Engine } from '../../../server/src/engines/contract.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { buildxProgram, makeBuildxConfig } from '../../support/buildx.ts';
import { busyboxImage, testEndpoint } from '../../support/engine.ts';
import { failure } from '../../support/failure.ts';

describe('Building an image with docker buildx', function () {
  this.timeout(60_000);
  const tag = 'hyperbox-test/buildkit:1';
  let engine: Engine;
  let image: string;
  let context: string;
  let config: Awaited<ReturnType<typeof makeBuildxConfig>>;

  const connect = async (env: NodeJS.ProcessEnv): Promise<Engine> => {
    const [driver] = createDrivers({
      env,
      homedir: '/nonexistent',
      platform: process.platform,
      log: silentLog,
    });
    const result = await driver!.connect(testEndpoint, AbortSignal.timeout(20_000));
    assert.ok(result.kind === 'ok');
    return result.engine;
  };
  const build = async (
    dockerfile: string,
    spec: Partial<BuildSpec> = {},
  ): Promise<readonly string[]> => {
    const lines: string[] = [];
    await writeFile(join(context, 'Dockerfile'), dockerfile);
    const id = await engine.images.build({ context, tags: [tag], ...spec }, (line) =>
      lines.push(line),
    );
    assert.equal((await engine.images.get(tag))?.id, id);
    return lines;
  };

  before(async function () {
    if (buildxProgram === undefined) this.skip();
    config = await makeBuildxConfig();
    engine = await connect({ PATH: '/nonexistent', DOCKER_CONFIG: config.folder });
    image = await busyboxImage(engine);
  });
  beforeEach(async () => {
    context = await mkdtemp(join(tmpdir(), "hyperbox buildkit 'ü-"));
  });
  afterEach(async () => {
    await engine.images.remove(tag, { force: true });
    await rm(context, { recursive: true, force: true });
  });
  after(async () => {
    if (buildxProgram === undefined) return;
    engine.dispose();
    await config.dispose();
  });

  it('mounts secrets of files and of variables, whose values no command line shows', async () => {
    const file = join(context, 'token file');
    await writeFile(file, 'of a file');
    const output = await build(
      [
        `FROM ${image}`,
        'RUN --mount=type=secret,id=file cat /run/secrets/file && echo',
        'RUN --mount=type=secret,id=text cat /run/secrets/text && echo',
      ].join('\n'),
      {
        secrets: [
          { id: 'file', file },
          { id: 'text', value: 'of a variable' },
        ],
        noCache: true,
      },
    );
    assert.ok(output.includes('of a file'));
    assert.ok(output.includes('of a variable'));
  });

  it('tells the steps and what they print, and nothing of its own', async () => {
    const output = await build(`FROM ${image}\nARG WHO\nRUN echo hello $WHO\n`, {
      args: { WHO: 'Ada' },
      labels: { given: 'yes' },
      noCache: true,
    });
    assert.deepEqual(output.slice(-2), ['[2/2] RUN echo hello Ada', 'hello Ada']);
    assert.equal((await engine.images.get(tag))?.labels['given'], 'yes');
  });

  it('builds the same image again when nothing has changed', async () => {
    const text = `FROM ${image}\nRUN echo same > /same`;
    await build(text);
    const first = (await engine.images.get(tag))?.id;
    await build(text);
    assert.equal((await engine.images.get(tag))?.id, first);
  });

  it('sets hosts and the network of the steps', async () => {
    const output = await build(`FROM ${image}\nRUN cat /etc/hosts && ls /sys/class/net`, {
      extraHosts: ['elsewhere:10.9.8.7'],
      network: 'none',
      noCache: true,
    });
    const text = output.join('\n');
    assert.match(text, /10\.9\.8\.7\s+elsewhere/);
    assert.doesNotMatch(text, /eth0/);
  });

  it('takes a Dockerfile that is written inline', async () => {
    const output: string[] = [];
    const dockerfileInline = `FROM ${image}\nRUN --mount=type=tmpfs,target=/t echo from here`;
    await engine.images.build({ context, tags: [tag], dockerfileInline, noCache: true }, (line) =>
      output.push(line),
    );
    assert.ok(output.includes('from here'));
  });

  it('tells the step that failed: its line, and what it printed', async () => {
    const error = await failure(
      build(
        `# first\nFROM ${image}\n\nRUN echo \\\n  one\nRUN echo said; \\\n  exit 3\nRUN never`,
        {
          noCache: true,
        },
      ),
    );
    assert.equal(error.code, 'build-failed');
    assert.deepEqual(error.location, { path: join(context, 'Dockerfile'), line: 6 });
    assert.deepEqual(error.output, ['said']);
    assert.match(error.message, /exit code: 3$/);
    assert.doesNotMatch(error.message, /rpc error|failed to solve/);
  });

  it('tells the line of a mistake in the Dockerfile, and of an image that cannot be had', async () => {
    const mistake = await failure(build(`FROM ${image}\n\nRNU echo`));
    assert.equal(mistake.code, 'build-failed');
    assert.equal(mistake.location?.line, 3);
    const missing = await failure(build(`# c\nFROM localhost:1/hyperbox/none:1\nRUN echo`));
    assert.equal(missing.location?.line, 2);
    assert.notEqual(missing.code, 'build-failed');
  });

  it('says that an engine is too old for contexts besides the first', async function () {
    const { version } = await engine.info();
    if (Number.parseInt(version, 10) >= 23) this.skip();
    const error = await failure(
      build('FROM base', { additionalContexts: { base: `docker-image://${image}` } }),
    );
    assert.equal(error.code, 'unsupported');
    assert.match(error.message, /additional_contexts/);
  });

  it('is cancelled in the middle of a step, and the step ends', async () => {
    await writeFile(join(context, 'Dockerfile'), `FROM ${image}\nRUN echo begun; sleep 61.5`);
    const controller = new AbortController();
    const building = engine.images.build(
      { context, tags: [tag], noCache: true },
      (line) => {
        if (line === 'begun') controller.abort();
      },
      controller.signal,
    );
    assert.equal((await failure(building)).code, 'cancelled');
    assert.deepEqual(await programs(/docker-buildx|hyperbox-build-/), []);
    while ((await programs(/^sleep 61\.5/)).length > 0)
      await new Promise((resolve) => setImmediate(resolve));
  });

  it('says what it cannot do', async () => {
    const limits = await engine.images.buildLimits({
      context,
      dockerfileInline: `FROM ${image}`,
      tags: [tag],
      isolation: 'process',
      ssh: ['default'],
      cacheTo: ['type=inline'],
    });
    assert.deepEqual(
      limits.map(({ field, needed }) => ({ field, needed })),
      [{ field: 'isolation', needed: false }],
    );
  });

  it('leaves builds to the engine where the user wants no BuildKit', async () => {
    const other = await connect({ DOCKER_CONFIG: config.folder, DOCKER_BUILDKIT: '0' });
    try {
      const limits = await other.images.buildLimits({
        context,
        dockerfileInline: `FROM ${image}`,
        tags: [tag],
        sbom: 'true',
        cacheTo: ['type=inline'],
      });
      assert.deepEqual(limits.map(({ field }) => field).sort(), ['cache_to', 'sbom']);
    } finally {
      other.dispose();
    }
  });
});

/** Command lines of this machine's processes that match. */
const programs = async (pattern: RegExp): Promise<readonly string[]> => {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map((id) =>
      readFile(`/proc/${id}/cmdline`, 'utf8').then(
        (text) => text.replaceAll('\0', ' '),
        () => '',
      ),
    ),
  );
  return lines.filter((line) => pattern.test(line));
};
