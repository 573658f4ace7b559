import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { connect as connectSocket, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createMessageConnection,
  ErrorCodes,
  IPCMessageReader,
  IPCMessageWriter,
  SocketMessageReader,
  SocketMessageWriter,
  StreamMessageReader,
  StreamMessageWriter,
  type MessageConnection,
} from 'vscode-languageserver/node';
import { engineGet } from '#shared/protocol/engine';
import { systemClock } from '../../server/src/base/clock.ts';
import { silentLog } from '../../server/src/base/log.ts';
import { openSocketDoor } from '../../server/src/doors/socket-door.ts';
import { Host } from '../../server/src/host.ts';
import { defaultInitialization } from '../../server/src/workspace/initialization.ts';

const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
const initialize = { processId: process.pid, rootUri: null, capabilities: {} };

describe('the doors of a server', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-doors-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    HOME: folder,
    DOCKER_HOST: `unix://${folder}/nowhere.sock`,
  });

  it('serves over standard streams, and ends when it is told to', async () => {
    const child = spawn(process.execPath, [main, '--stdio'], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    await assert.rejects(connection.sendRequest(engineGet.method, {}), {
      code: ErrorCodes.ServerNotInitialized,
    });
    const answer = await connection.sendRequest('initialize', initialize);
    assert.equal((answer as { serverInfo: { name: string } }).serverInfo.name, 'hyperbox');
    // It was given no options of ours, and so no trust.
    await assert.rejects(connection.sendRequest(engineGet.method, {}), /trusted/);
    await connection.sendRequest('shutdown');
    await connection.sendNotification('exit');
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    connection.dispose();
  });

  it('looks for an engine where who starts it trusts the workspace', async () => {
    const child = spawn(process.execPath, [main, '--stdio', '--trusted'], {
      env: environment(),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const connection = createMessageConnection(
      new StreamMessageReader(child.stdout),
      new StreamMessageWriter(child.stdin),
    );
    connection.listen();
    await connection.sendRequest('initialize', initialize);
    const state = await connection.sendRequest(engineGet.method, {});
    assert.equal(typeof (state as { kind: unknown }).kind, 'string');
    connection.end();
    connection.dispose();
    child.stdin.end();
    await once(child, 'exit');
  });

  it('serves over Node’s own channel, and ends when its client is gone', async () => {
    const child = spawn(process.execPath, [main, '--node-ipc'], {
      env: environment(),
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    const connection = createMessageConnection(
      new IPCMessageReader(child),
      new IPCMessageWriter(child),
    );
    connection.listen();
    await connection.sendRequest('initialize', initialize);
    child.disconnect();
    const [code] = (await once(child, 'exit')) as [number];
    assert.equal(code, 1);
    connection.dispose();
  });

  it('says how it is used when it is started without a door', async () => {
    const child = spawn(process.execPath, [main], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    assert.deepEqual(await once(child, 'close'), [2, null]);
    assert.match(said, /Usage: .*--stdio/);
  });

  describe('on a socket', () => {
    const open = async (path: string): Promise<[MessageConnection, Socket]> => {
      const socket = connectSocket(path);
      await once(socket, 'connect');
      const connection = createMessageConnection(
        new SocketMessageReader(socket),
        new SocketMessageWriter(socket),
      );
      connection.listen();
      return [connection, socket];
    };
    const newHost = (): Host => {
      const platform = {
        name: process.platform,
        environment: environment(),
        homeFolder: folder,
        workingFolder: folder,
        clock: systemClock,
      };
      const host = new Host({ platform, log: silentLog, trusted: false });
      host.initialize(defaultInitialization([folder], { platform, trusted: true }));
      return host;
    };

    it('serves many clients without "initialize"; one that goes takes nobody with it', async () => {
      const path = join(folder, 'many.sock');
      const host = newHost();
      const door = await openSocketDoor(host, path);
      const [first, firstSocket] = await open(path);
      const [second] = await open(path);
      const state = await first.sendRequest<{ kind: string }>(engineGet.method, {});
      assert.notEqual(state.kind, 'connected');
      firstSocket.destroy();
      await second.sendRequest(engineGet.method, {});
      await second.sendNotification('exit');
      const [third] = await open(path);
      await third.sendRequest(engineGet.method, {});
      for (const connection of [first, second, third]) connection.dispose();
      door.dispose();
      host.dispose();
    });

    it('is the user’s alone, replaces a file left behind, and never a living server', async () => {
      const path = join(folder, 'own.sock');
      await writeFile(path, '');
      const host = newHost();
      const door = await openSocketDoor(host, path);
      assert.equal((await stat(path)).mode & 0o777, 0o600);
      await assert.rejects(openSocketDoor(host, path), { code: 'conflict' });
      door.dispose();
      host.dispose();
    });
  });
});
