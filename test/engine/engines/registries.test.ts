import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silentLog } from '../../../server/src/base/log.ts';
import type { Engine, LayerProgress } from '../../../server/src/engines/contract.ts';
import { createDrivers } from '../../../server/src/engines/registry.ts';
import { testEndpoint } from '../../support/engine.ts';
import {
  emptyRegistry,
  hangingRegistry,
  privateRegistry,
  type TestRegistry,
} from '../../support/registry.ts';

describe('Pulling from a registry', function () {
  this.timeout(60_000);
  let home: string;
  let engine: Engine;
  let registry: TestRegistry;
  const pulled: string[] = [];

  const pull = async (
    reference: string,
    options: { readonly idleTimeoutMs?: number; readonly signal?: AbortSignal } = {},
  ): Promise<readonly LayerProgress[]> => {
    const progress: LayerProgress[] = [];
    const { signal, ...rest } = options;
    pulled.push(reference);
    await engine.images.pull(
      reference,
      { ...rest, onProgress: (layer) => progress.push(layer) },
      signal,
    );
    return progress;
  };

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'hyperbox-registries-'));
    const [driver] = createDrivers({
      env: { PATH: `${home}:${process.env['PATH'] ?? ''}`, DOCKER_CONFIG: home },
      homedir: home,
      platform: process.platform,
      log: silentLog,
    });
    const result = await driver!.connect(testEndpoint, AbortSignal.timeout(20_000));
    assert.ok(result.kind === 'ok');
    engine = result.engine;
  });
  afterEach(async () => {
    registry.dispose();
    for (const reference of pulled.splice(0)) await engine.images.remove(reference);
  });
  after(async () => {
    engine.dispose();
    await rm(home, { recursive: true, force: true });
  });

  it('says that an image is not there', async () => {
    registry = await emptyRegistry();
    await assert.rejects(pull(`${registry.host}/app:1`), { code: 'image-not-found' });
  });

  it('says that nobody answers there', async () => {
    registry = await emptyRegistry();
    registry.dispose();
    await assert.rejects(pull(`${registry.host}/app:1`), { code: 'registry-unreachable' });
  });

  it('gives up on a registry that says nothing', async () => {
    registry = await hangingRegistry();
    await assert.rejects(pull(`${registry.host}/app:1`, { idleTimeoutMs: 500 }), {
      code: 'timeout',
    });
  });

  it('is cancelled while a registry says nothing', async () => {
    registry = await hangingRegistry();
    const signal = AbortSignal.timeout(200);
    await assert.rejects(pull(`${registry.host}/app:1`, { signal }), { code: 'cancelled' });
  });

  it('says that a login is needed, and uses one that the docker CLI has stored', async () => {
    registry = await privateRegistry({ user: 'ada', password: 'pass:word' });
    const reference = `${registry.host}/app:1`;
    await assert.rejects(pull(reference), { code: 'registry-denied' });

    const auth = Buffer.from('ada:pass:word').toString('base64');
    await writeFile(
      join(home, 'config.json'),
      JSON.stringify({ auths: { [registry.host]: { auth } } }),
    );
    const progress = await pull(reference);
    assert.ok(progress.some(({ id, status }) => id !== undefined && status === 'Pull complete'));
    assert.notEqual(await engine.images.get(reference), undefined);
  });

  it('asks the credential helper that the docker CLI is set to use', async () => {
    registry = await privateRegistry({ user: 'bob', password: 'secret' });
    const helper = join(home, 'docker-credential-test');
    await writeFile(
      helper,
      `#!/bin/sh\nread server\n[ "$server" = "${registry.host}" ] || exit 1\necho '{"Username":"bob","Secret":"secret"}'\n`,
    );
    await chmod(helper, 0o755);
    await writeFile(join(home, 'config.json'), JSON.stringify({ credsStore: 'test' }));
    await pull(`${registry.host}/app:1`);
    await writeFile(
      join(home, 'config.json'),
      JSON.stringify({ credHelpers: { [registry.host]: 'test' } }),
    );
    await pull(`${registry.host}/app:1`);
  });

  it('reads a broken configuration of the docker CLI as not logged in', async () => {
    registry = await privateRegistry({ user: 'ada', password: 'x' });
    await writeFile(join(home, 'config.json'), '{ not json');
    await assert.rejects(pull(`${registry.host}/app:1`), { code: 'registry-denied' });
  });
});
