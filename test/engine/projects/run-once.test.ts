import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import type { ProjectId, StreamId } from '#shared/protocol/ids';
import {
  projectsChanged,
  projectsDown,
  projectsPreview,
  projectsRunOnce,
  projectsWatch,
} from '#shared/protocol/projects';
import {
  terminalsClosed,
  terminalsExited,
  terminalsInputEnded,
  terminalsPrinted,
  terminalsTyped,
} from '#shared/protocol/terminals';
import type { Engine } from '../../../server/src/engines/contract.ts';
import { busyboxImage, busyboxTag, connectEngine } from '../../support/engine.ts';
import { engineReady, startTestServer, type TestServer } from '../../support/server.ts';

const project = 'hbproto-once';
const file = `
name: ${project}
services:
  web: { image: "${busyboxTag}", command: [sleep, "600"], init: true, profiles: [extra] }
`;

describe('a command that a client runs once', function () {
  this.timeout(60_000);
  let server: TestServer;
  let engine: Engine;
  let folder: string;
  let projectId: ProjectId;

  before(async () => {
    engine = await connectEngine();
    await busyboxImage(engine);
    folder = await mkdtemp(join(tmpdir(), 'hyperbox once '));
    await writeFile(join(folder, 'compose.yaml'), file);
    server = await startTestServer({ folders: [folder] });
    await engineReady(server);
    const items = await server.request(projectsWatch, { watch: true });
    const own =
      items.find(({ name }) => name === project) ??
      (await server
        .next(projectsChanged, ({ upserted }) => upserted.some(({ name }) => name === project))
        .then(({ upserted }) => upserted.find(({ name }) => name === project)));
    assert.ok(own);
    projectId = own.id;
  });
  afterEach(() => server.request(projectsDown, { projectId }));
  after(async () => {
    await server.dispose();
    engine.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  const containers = () =>
    engine.containers.list({ labels: [`com.docker.compose.project=${project}`] });

  /** All that is printed until the end, and the exit code. */
  const following = () => {
    const printed: { streamId: StreamId; text: string; stderr?: true }[] = [];
    const listening = server.on(terminalsPrinted, (part) => printed.push(part));
    return async (streamId: StreamId | undefined, before: () => Promise<unknown>) => {
      const exited = server.next(terminalsExited, (exit) => exit.streamId === streamId, 20_000);
      await before();
      const { exitCode } = await exited;
      listening.dispose();
      const textOf = (stderr: boolean): string =>
        printed
          .filter((part) => part.streamId === streamId && (part.stderr === true) === stderr)
          .map(({ text }) => text)
          .join('');
      return { stdout: textOf(false), stderr: textOf(true), exitCode };
    };
  };

  it('is fed, printed and told the end of; what it prints may be no text', async () => {
    const follow = following();
    const { streamId } = await server.request(projectsRunOnce, {
      ...{ projectId, service: 'web', remove: true, bytes: true },
      command: ['sh', '-c', 'printf "\\377\\0"; cat; echo no >&2; exit 4'],
    });
    assert.ok(streamId);
    const result = await follow(streamId, async () => {
      await server.notify(terminalsTyped, { streamId, text: 'in\xe9' });
      await server.notify(terminalsInputEnded, { streamId });
    });
    assert.deepEqual(result, { stdout: '\xff\0in\xe9', stderr: 'no\n', exitCode: 4 });
    assert.deepEqual(await containers(), []);
  });

  it('is stopped when the client closes it', async () => {
    const { streamId, containerId } = await server.request(projectsRunOnce, {
      ...{ projectId, service: 'web', terminal: { columns: 80, rows: 24 } },
    });
    assert.ok(streamId);
    await server.notify(terminalsClosed, { streamId });
    await engine.containers.wait(containerId, AbortSignal.timeout(20_000));
    assert.equal((await engine.containers.get(containerId))?.status, 'exited');
  });

  it('is no part of a preview, which shows what a start would do', async () => {
    const { name, lines } = await server.request(projectsPreview, { projectId, services: ['web'] });
    assert.equal(name, project);
    assert.match(lines.join('\n'), /container hbproto-once-web-1: create/);
  });
});
