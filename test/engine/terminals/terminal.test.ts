import assert from 'node:assert/strict';
import type { ContainerId, StreamId } from '#shared/protocol/ids';
import {
  terminalsClosed,
  terminalsExited,
  terminalsOpen,
  terminalsPrinted,
  terminalsResized,
  terminalsTyped,
} from '#shared/protocol/terminals';
import { openBox, type Box } from '../../support/box.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

describe('a terminal in a container', () => {
  let box: Box;
  let server: TestServer;
  before(async () => {
    box = await openBox('terminals');
    server = await startTestServer();
    await engineReady(server);
  });
  after(async () => {
    await server.dispose();
    await box.dispose();
  });

  const size = { columns: 80, rows: 24 };

  /** Resolves with all that was printed once it holds the text. */
  const shown = (streamId: StreamId, text: string): Promise<string> => {
    let screen = '';
    return server
      .next(terminalsPrinted, (printed) => {
        if (printed.streamId === streamId) screen += printed.text;
        return screen.includes(text);
      })
      .then(() => screen);
  };

  it('finds the shell, shows what is typed, resizes, and says how it ended', async () => {
    const containerId = await box.run({ command: ['sleep', '1000'] });
    const { streamId, command } = await server.request(terminalsOpen, { containerId, ...size });
    assert.equal(command, '/bin/ash');

    const echoed = shown(streamId, 'grüße 42');
    await server.notify(terminalsTyped, { streamId, text: 'echo grüße $((6*7))\r' });
    await echoed;

    await server.notify(terminalsResized, { streamId, columns: 101, rows: 33 });
    const resized = shown(streamId, '33 101');
    await server.notify(terminalsTyped, { streamId, text: 'stty size\r' });
    await resized;

    const exited = server.next(terminalsExited, (exit) => exit.streamId === streamId);
    await server.notify(terminalsTyped, { streamId, text: 'exit 7\r' });
    assert.equal((await exited).exitCode, 7);
  });

  it('decodes text that comes in pieces', async () => {
    const containerId = await box.run({ command: ['sleep', '1000'] });
    const script = "sleep 0.1; printf '\\xe2\\x82'; sleep 0.1; printf '\\xac done'; sleep 1000";
    const command = ['/bin/sh', '-c', script];
    const { streamId } = await server.request(terminalsOpen, { containerId, command, ...size });
    assert.equal(await shown(streamId, 'done'), '€ done');
    await server.notify(terminalsClosed, { streamId });
  });

  it('says that an image without a shell has none', async () => {
    // A root file system of one program that is no shell.
    const containerId = await box.run({
      command: ['sleep', '1000'],
      mounts: [{ kind: 'tmpfs', target: '/hidden' }],
    });
    const rename = ['/bin/busybox', 'sh', '-c', 'cd /bin && mv busybox other && ./other rm sh ash'];
    await box.engine.containers.exec(containerId, { command: rename });
    await assert.rejects(
      server.request(terminalsOpen, { containerId, ...size }),
      (error: unknown) => {
        assert.equal((error as { data?: { code?: string } }).data?.code, 'unsupported');
        return true;
      },
    );
  });

  it('refuses a container that is not running', async () => {
    const containerId = await box.create({ command: ['true'] });
    await assert.rejects(
      server.request(terminalsOpen, { containerId, ...size }),
      (error: unknown) => {
        assert.equal((error as { data?: { code?: string } }).data?.code, 'conflict');
        return true;
      },
    );
  });

  const hasCat = async (containerId: ContainerId): Promise<boolean> => {
    const { processes } = await box.engine.containers.top(containerId);
    return processes.some((row) => row.at(-1) === 'cat');
  };
  const cat = ['/bin/sh', '-c', 'echo up; exec cat'];

  it('ends what runs in it when it is closed', async () => {
    const containerId = await box.run({ command: ['sleep', '1000'] });
    const opened = await server.request(terminalsOpen, { containerId, command: cat, ...size });
    await shown(opened.streamId, 'up');
    await server.notify(terminalsClosed, { streamId: opened.streamId });
    const deadline = Date.now() + 5000;
    while (await hasCat(containerId)) assert.ok(Date.now() < deadline, 'cat still runs');
  });

  it('ends what runs in it when the client shuts the server down', async () => {
    const containerId = await box.run({ command: ['sleep', '1000'] });
    const other = await startTestServer();
    await engineReady(other);
    const up = other.next(terminalsPrinted);
    await other.request(terminalsOpen, { containerId, command: cat, ...size });
    await up;
    await other.connection.sendRequest('shutdown');
    await other.connection.sendNotification('exit');
    await other.exited;
    await other.dispose();
    assert.equal(await hasCat(containerId), false);
  });
});
