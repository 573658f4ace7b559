import assert from 'node:assert/strict';
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containersCopyIn, containersCopyOut } from '#shared/protocol/containers';
import { operationId } from '#shared/protocol/ids';
import { operationsProgressed } from '#shared/protocol/operations';
import { defer } from '../../support/defer.ts';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

describe('copying files in and out of a container', () => {
  let box: Box;
  let server: TestServer;
  let folder: string;
  before(async () => {
    box = await openBox('copy');
    server = await startTestServer();
    await engineReady(server);
    folder = await mkdtemp(join(tmpdir(), 'hyperbox copy é-'));
  });
  after(async () => {
    await rm(folder, { recursive: true, force: true });
    await server.dispose();
    await box.dispose();
  });

  it('brings a folder back as it went in: content, modes, links, names', async () => {
    const containerId = await box.create({ command: ['true'] });
    const source = join(folder, 'source');
    await mkdir(join(source, 'deep', 'er'), { recursive: true });
    const bytes = Buffer.alloc(3_000_000, 'hyperbox');
    await writeFile(join(source, 'big.bin'), bytes);
    await writeFile(join(source, 'deep', 'er', 'naïve name.txt'), 'hello');
    await writeFile(join(source, 'empty'), '');
    await writeFile(join(source, 'run.sh'), '#!/bin/sh\n');
    await chmod(join(source, 'run.sh'), 0o755);
    await symlink('../big.bin', join(source, 'deep', 'link'));

    await server.request(containersCopyIn, {
      containerId,
      hostPath: source,
      containerFolder: '/tmp',
    });
    const target = join(folder, 'target');
    await mkdir(target);
    const operation = operationId.parse('copy-out');
    const progressed = server.next(operationsProgressed, (p) => p.operationId === operation);
    await server.request(containersCopyOut, {
      containerId,
      containerPath: '/tmp/source',
      hostFolder: target,
      operationId: operation,
    });
    assert.match((await progressed).message, /^Copying \/tmp\/source: /);

    assert.deepEqual(await readdir(target), ['source']);
    const copy = join(target, 'source');
    assert.ok((await readFile(join(copy, 'big.bin'))).equals(bytes));
    assert.equal(await readFile(join(copy, 'deep', 'er', 'naïve name.txt'), 'utf8'), 'hello');
    assert.equal((await stat(join(copy, 'empty'))).size, 0);
    assert.equal((await stat(join(copy, 'run.sh'))).mode & 0o777, 0o755);
    assert.equal(await readlink(join(copy, 'deep', 'link')), '../big.bin');
  });

  it('merges into a folder of the same name and replaces files', async () => {
    const containerId = await box.create({ command: ['true'] });
    const source = join(folder, 'merge');
    await mkdir(source);
    await writeFile(join(source, 'a'), 'new');
    await server.request(containersCopyIn, { containerId, hostPath: source, containerFolder: '/' });
    await writeFile(join(source, 'a'), 'old');
    await writeFile(join(source, 'b'), 'kept');
    await server.request(containersCopyOut, {
      containerId,
      containerPath: '/merge',
      hostFolder: folder,
    });
    assert.equal(await readFile(join(source, 'a'), 'utf8'), 'new');
    assert.equal(await readFile(join(source, 'b'), 'utf8'), 'kept');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const containerId = await box.run({
      command: ['sh', '-c', 'dd if=/dev/zero of=/big bs=1M count=64; echo done; sleep 1000'],
    });
    const written = defer<null>();
    const logs = await box.engine.containers.logs(
      containerId,
      { follow: true },
      {
        onLines: (lines) => {
          if (lines.some(({ text }) => text === 'done')) written.resolve(null);
          return undefined;
        },
        onEnd: () => undefined,
      },
    );
    await written.promise;
    logs.dispose();
    const target = join(folder, 'cancelled');
    await mkdir(target);
    const abort = new AbortController();
    const operation = operationId.parse('copy-cancelled');
    const listening = server.on(operationsProgressed, (p) => {
      if (p.operationId === operation) abort.abort();
    });
    const copy = server.request(
      containersCopyOut,
      { containerId, containerPath: '/big', hostFolder: target, operationId: operation },
      { signal: abort.signal },
    );
    await assert.rejects(copy, (error: unknown) => {
      assert.equal((error as { data?: { code?: string } }).data?.code, 'cancelled');
      return true;
    });
    listening.dispose();
    assert.deepEqual(await readdir(target), []);
  });

  it('says what is missing', async () => {
    const containerId = await box.create({ command: ['true'] });
    const missing = (error: unknown): boolean =>
      (error as { data?: { code?: string } }).data?.code === 'not-found';
    await assert.rejects(
      server.request(containersCopyOut, {
        containerId,
        containerPath: '/nothing/here',
        hostFolder: folder,
      }),
      missing,
    );
    await assert.rejects(
      server.request(containersCopyIn, {
        containerId,
        hostPath: join(folder, 'nothing'),
        containerFolder: '/',
      }),
      missing,
    );
    await assert.rejects(
      server.request(containersCopyOut, {
        containerId,
        containerPath: '/bin/busybox',
        hostFolder: join(folder, 'nothing'),
      }),
      missing,
    );
  });
});
