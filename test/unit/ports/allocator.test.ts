import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ContainerItem } from '#shared/protocol/inventory';
import { HyperBoxError } from '../../../server/src/base/error.ts';
import { silentLog } from '../../../server/src/base/log.ts';
import type { PortAllocator, PortChoice } from '../../../server/src/compose/runner-contract.ts';
import { createPortAllocator } from '../../../server/src/ports/allocator.ts';

describe('choosing host ports', function () {
  this.timeout(30_000);
  let folder: string;
  let stateFile: string;
  let containers: readonly Partial<ContainerItem>[] = [];
  let servers: Server[] = [];
  let children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-ports-'));
    stateFile = join(folder, 'ports.json');
    containers = [];
  });
  afterEach(async () => {
    for (const child of children) child.kill();
    for (const server of servers) server.close();
    children = [];
    servers = [];
    await rm(folder, { recursive: true, force: true });
  });

  const listen = async (host: string, port = 0): Promise<number> => {
    const server = createServer();
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(port, host, resolve));
    return (server.address() as AddressInfo).port;
  };
  const freePort = async (): Promise<number> => {
    const port = await listen('0.0.0.0');
    const server = servers.pop()!;
    await new Promise((resolve) => server.close(resolve));
    return port;
  };
  /** The list is all that the allocator asks an engine for. */
  const allocator = (range = { from: 27_500, to: 27_599 }): PortAllocator =>
    createPortAllocator({
      stateFile,
      range: () => range,
      connection: {
        engine: { containers: { list: () => Promise.resolve(containers) } } as never,
        state: { kind: 'searching' },
      },
      log: silentLog,
    });
  const allocate = async (
    project: string,
    port: number,
    more: {
      readonly hostIp?: string;
      readonly avoid?: readonly number[];
      readonly service?: string;
    } = {},
    from = allocator(),
  ): Promise<PortChoice> => {
    const { hostIp = '', service = 'web', avoid } = more;
    const [choice] = await from.allocate({
      project,
      wanted: [{ service, hostIp, port, protocol: 'tcp' }],
      signal: AbortSignal.timeout(10_000),
      ...(avoid && { avoid }),
    });
    return choice!;
  };
  const published = (project: string, hostPort: number): Partial<ContainerItem> => ({
    name: `${project}-web-1`,
    status: 'running',
    ports: [{ containerPort: 80, protocol: 'tcp', hostPort, hostIp: '0.0.0.0' }],
    compose: { project, service: 'web', number: 1, oneOff: false },
  });

  it('takes the wanted port when nobody has it', async () => {
    const port = await freePort();
    assert.deepEqual(await allocate('shop', port), {
      service: 'web',
      hostIp: '',
      port,
      protocol: 'tcp',
      chosen: port,
    });
  });

  it('names the process that has it, whichever address that listens on', async () => {
    for (const host of ['0.0.0.0', '127.0.0.1', '::']) {
      const port = await listen(host);
      const { chosen, remap } = await allocate(`shop ${host}`, port);
      assert.notEqual(chosen, port);
      assert.equal(remap?.wanted, port);
      if (process.platform === 'linux')
        assert.match(remap.holder, new RegExp(`^process .+ \\(pid ${process.pid}\\)$`));
    }
  });

  it('minds only the address that it is about', async () => {
    const port = await listen('127.0.0.1');
    assert.equal((await allocate('shop', port, { hostIp: '127.0.0.2' })).chosen, port);
  });

  it('names the container that has it, and its project', async () => {
    const port = await freePort();
    containers = [published('other', port)];
    const { chosen, remap } = await allocate('shop', port);
    assert.equal(chosen, 27_500);
    assert.equal(remap?.holder, 'container other-web-1 of project other');
  });

  it('does not mind the service’s own container', async () => {
    const port = await listen('0.0.0.0');
    containers = [published('shop', port)];
    assert.equal((await allocate('shop', port)).chosen, port);
    assert.notEqual((await allocate('shop', port, { service: 'api' })).chosen, port);
  });

  it('keeps the choice until the project is released, also when the port is free again', async () => {
    const port = await freePort();
    containers = [published('other', port)];
    const { chosen } = await allocate('shop', port);
    containers = [];
    const again = await allocate('shop', port);
    assert.equal(again.chosen, chosen);
    assert.equal(again.remap?.holder, 'container other-web-1 of project other');
    await allocator().release('shop');
    assert.equal((await allocate('shop', port)).chosen, port);
  });

  it('does not give two projects one port while both start', async () => {
    const port = await freePort();
    assert.equal((await allocate('one', port)).chosen, port);
    const second = await allocate('two', port);
    assert.equal(second.chosen, 27_500);
    assert.equal(second.remap?.holder, 'project one');
    assert.equal((await allocate('three', port)).chosen, 27_501);
  });

  it('gives the port of a project that is stopped to who asks for it', async () => {
    const port = await freePort();
    await allocate('one', port);
    containers = [{ ...published('one', port), status: 'exited', ports: [] }];
    assert.equal((await allocate('two', port)).chosen, port);
  });

  it('does not take again what turned out to be taken', async () => {
    const port = await freePort();
    assert.equal((await allocate('shop', port, { avoid: [port, 27_500] })).chosen, 27_501);
  });

  it('says so when every port is taken', async () => {
    const port = await listen('0.0.0.0');
    await assert.rejects(
      allocate('shop', port, {}, allocator({ from: port, to: port })),
      (error) =>
        error instanceof HyperBoxError &&
        error.code === 'port-unavailable' &&
        error.service === 'web' &&
        error.message.includes(String(port)),
    );
  });

  it('starts afresh from a damaged file', async () => {
    await writeFile(stateFile, '{"choices": [{"project": 5');
    const port = await freePort();
    assert.equal((await allocate('shop', port)).chosen, port);
  });

  it('never gives one port to two projects that start in two processes at the same moment', async () => {
    const path = fileURLToPath(new URL('allocator-child.ts', import.meta.url));
    const port = await freePort();
    children = ['one', 'two', 'three', 'four'].map((project) =>
      fork(path, [stateFile, project, String(port), '27500', '27599']),
    );
    await Promise.all(children.map((child) => once(child, 'message')));
    const chosen = await Promise.all(
      children.map(async (child) => {
        const answer = once(child, 'message');
        child.send('go');
        const [got] = (await answer) as [number];
        return got;
      }),
    );
    assert.deepEqual([...chosen].sort(), [port, 27_500, 27_501, 27_502].sort());
  });
});
