import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { silentLog } from '../../../server/src/base/log.ts';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { buildxProgram, makeBuildxConfig } from '../../support/buildx.ts';
import { startEditor } from '../../support/compose-editor.ts';
import { testEndpoint } from '../../support/engine.ts';

/** Dockerfiles whose images can be built, and such as cannot. */
const good = [
  'COPY src/main.ts src /x/',
  'COPY /src/./main.ts /x/',
  'COPY ["src/main.ts", "/x/"]',
  'COPY "src/main.ts" /x/',
  'COPY *.gone src /x/',
  // Something in it is let in.
  'COPY logs /x/',
  'ARG NAME=main\nCOPY src/${NAME}.ts /x/',
];
const bad = [
  'COPY gone /x/',
  'COPY src/gone src /x/',
  'COPY ["src/gone", "/x/"]',
  'COPY ../elsewhere /x/',
  'COPY a.log /x/',
  'COPY build /x/',
  'COPY build/x /x/',
  'COPY logs/other /x/',
  'ARG NAME=gone\nCOPY src/${NAME}.ts /x/',
];
const files = {
  '.dockerignore': '# out\n*.log\nbuild\nlogs\n!logs/keep\n',
  'compose.yaml': 'services:\n  web:\n    build: .\n',
  'a.log': '',
  'build/x': '',
  'logs/keep': '',
  'logs/other': '',
  'src/main.ts': '',
};

describe('what is said of a Dockerfile', function () {
  this.timeout(120_000);
  const tag = 'hyperbox-test/verdicts:1';
  let engine: Engine;
  let context: string;
  let config: Awaited<ReturnType<typeof makeBuildxConfig>>;

  before(async function () {
    if (buildxProgram === undefined) this.skip();
    config = await makeBuildxConfig();
    const [driver] = createDrivers({
      env: { PATH: '/nonexistent', DOCKER_CONFIG: config.folder },
      homedir: '/nonexistent',
      platform: process.platform,
      log: silentLog,
    });
    const result = await driver!.connect(testEndpoint, AbortSignal.timeout(20_000));
    assert.ok(result.kind === 'ok');
    engine = result.engine;
    context = await mkdtemp(join(tmpdir(), 'hyperbox-verdicts-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(context, name)), { recursive: true });
      await writeFile(join(context, name), text);
    }
  });
  after(async () => {
    if (buildxProgram === undefined) return;
    await engine.images.remove(tag, { force: true });
    engine.dispose();
    await config.dispose();
    await rm(context, { recursive: true, force: true });
  });

  const path = (): string => join(context, 'Dockerfile');
  const isBuilt = async (text: string): Promise<boolean> => {
    await writeFile(path(), text);
    try {
      // Only BuildKit has secrets, and so it is the one that builds.
      const secrets = [{ id: 'none', value: 'of any' }];
      await engine.images.build({ context, tags: [tag], secrets }, () => undefined);
      return true;
    } catch {
      return false;
    }
  };

  for (const [instruction, isGood] of [
    ...good.map((each) => [each, true] as const),
    ...bad.map((each) => [each, false] as const),
  ])
    it(`is what the builder finds: ${instruction.replaceAll('\n', ' ')}`, async () => {
      const text = `FROM scratch\n${instruction}\n`;
      assert.equal(await isBuilt(text), isGood, 'the builder');
      const editor = await startEditor();
      try {
        await editor.open(path(), text, 'dockerfile');
        const found = await editor.next(path(), () => true);
        assert.equal(found.length === 0, isGood, found.map(({ code }) => String(code)).join(', '));
      } finally {
        editor.dispose();
      }
    });
});
