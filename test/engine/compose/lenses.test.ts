import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'mocha';
import { CodeLensRefreshRequest, type CodeLens } from 'vscode-languageserver';
import type { ProjectId } from '#shared/protocol/ids';
import { lensCommands } from '#shared/protocol/lenses';
import {
  projectsDown,
  projectsStart,
  projectsStop,
  projectsWatch,
} from '#shared/protocol/projects';
import { defaultSettings, settingsChanged } from '#shared/protocol/workspace';
import { busyboxTag } from '../../support/engine.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { uriOf } from '../../support/compose-editor.ts';
import { TempTree } from '../../unit/projects/temp-tree.ts';
import { makeBed, type Bed } from '../run/project.ts';

const name = 'hyperbox-lenses';
const text = `name: ${name}
services:
  web:
    image: "${busyboxTag}"
    command: [sleep, "600"]
    init: true
    stop_grace_period: 1s
  once:
    image: "${busyboxTag}"
    command: [sh, -c, "exit 3"]
`;
const composeLenses = {
  enabled: true,
  commands: Object.values(lensCommands),
  server: false,
  usage: false,
  icons: false,
};

describe('lenses of a compose file on a real engine', function () {
  this.timeout(60_000);
  let tree: TempTree;
  let bed: Bed;
  let server: TestServer;
  let projectId: ProjectId;
  let refreshes = 0;
  let refreshed = (): void => undefined;

  before(async () => {
    bed = await makeBed();
    tree = new TempTree({ 'compose.yaml': text }, name);
    server = await startTestServer({
      folders: [tree.root],
      settings: { composeLenses },
      capabilities: { workspace: { codeLens: { refreshSupport: true }, executeCommand: {} } },
    });
    server.connection.onRequest(CodeLensRefreshRequest.type, () => {
      refreshes += 1;
      refreshed();
    });
    const projects = await server.request(projectsWatch, { watch: true });
    projectId = projects.find((project) => project.name === name)!.id;
    await server.request(projectsWatch, { watch: false });
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: uri(), languageId: 'dockercompose', version: 1, text },
    });
  });
  after(async () => {
    await server.dispose();
    await bed.down(name);
    await bed.dispose();
    tree.dispose();
  });

  const uri = (): string => uriOf(`${tree.root}/compose.yaml`);
  const shown = async (): Promise<Record<string, string>> => {
    const lenses: CodeLens[] | null = await server.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri: uri() },
    });
    const byLine = Map.groupBy(lenses ?? [], ({ range }) => text.split('\n')[range.start.line]!);
    return Object.fromEntries(
      [...byLine].map(([line, own]) => [
        line.trim(),
        own.map(({ command }) => command?.title).join(' | '),
      ]),
    );
  };
  /** As an editor does: asks again only when it is told to. */
  const until = async (key: string, wanted: string): Promise<void> => {
    for (;;) {
      const told = new Promise<void>((resolve) => (refreshed = resolve));
      if ((await shown())[key] === wanted) return;
      await told;
    }
  };

  it('follow what happens to the project, each time the editor is told to look again', async () => {
    assert.deepEqual(await shown(), {
      'services:': '0 of 2 running | Start Project',
      'web:': 'not created | Start',
      'once:': 'not created | Start',
    });
    await server.request(projectsStart, { projectId, services: ['web'] });
    await until('services:', '1 of 2 running | Start Project | Stop Project');
    await until('web:', 'running | Stop | Restart | Logs | Terminal');
    const web = (await bed.connection.require().containers.list()).find((each) =>
      each.name.startsWith(`${name}-web`),
    );
    await bed.connection.require().containers.kill(web!.id);
    await until('web:', 'exited · exit code 137 (SIGKILL) | Start | Logs');
  });

  it('say why a service failed', async () => {
    await server.request(projectsStart, { projectId, services: ['once'] }).catch(() => undefined);
    await until('once:', 'exited · exit code 3 | Start | Logs');
  });

  it('ask for no second look where nothing has changed, nor when the file is closed', async () => {
    await server.request(projectsStop, { projectId });
    await until('services:', '0 of 2 running | Start Project');
    const before = refreshes;
    await server.request(projectsStop, { projectId });
    assert.equal(refreshes, before);
    await server.connection.sendNotification('textDocument/didClose', {
      textDocument: { uri: uri() },
    });
    await server.request(projectsDown, { projectId });
    assert.equal(refreshes, before);
  });

  it('go and come with the setting', async () => {
    await server.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri: uri(), languageId: 'dockercompose', version: 2, text },
    });
    await until('web:', 'not created | Start');
    const lookAgain = new Promise<void>((resolve) => (refreshed = resolve));
    const settings = { ...defaultSettings, composeLenses: { ...composeLenses, enabled: false } };
    await server.notify(settingsChanged, settings);
    await lookAgain;
    assert.deepEqual(await shown(), {});
    await server.notify(settingsChanged, { ...settings, composeLenses });
    await until('web:', 'not created | Start');
  });

  it('are done by the server itself where the editor has no commands', async () => {
    const settings = {
      ...defaultSettings,
      composeLenses: { enabled: true, commands: [], server: true, usage: false, icons: false },
    };
    await server.notify(settingsChanged, settings);
    await until('web:', 'not created | Start');
    const textDocument = { uri: uri() };
    const click = async (title: string): Promise<void> => {
      const lenses: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', {
        textDocument,
      });
      const { command } = lenses.findLast((lens) => lens.command?.title === title)!;
      await server.connection.sendRequest('workspace/executeCommand', command);
    };
    await server.request(projectsDown, { projectId });
    await click('Start Project');
    await until('web:', 'running | Stop | Restart');
    await click('Stop');
    await until('web:', 'stopped | Start');
    await server.notify(settingsChanged, { ...settings, composeLenses });
  });

  it('say what a service uses, where that is wanted', async () => {
    await server.request(projectsStart, { projectId, services: ['web'] });
    const settings = { ...defaultSettings, composeLenses: { ...composeLenses, usage: true } };
    await server.notify(settingsChanged, settings);
    await until('web:', 'running · CPU 0 % · 1 MiB | Stop | Restart | Logs | Terminal');
    await server.notify(settingsChanged, { ...settings, composeLenses });
    await until('web:', 'running | Stop | Restart | Logs | Terminal');
  });

  it('stand where the text now has the service', async () => {
    assert.match(await readFile(`${tree.root}/compose.yaml`, 'utf8'), /web/);
    await server.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: uri(), version: 3 },
      contentChanges: [{ text: `# one more line\n${text}` }],
    });
    const lenses: CodeLens[] = await server.connection.sendRequest('textDocument/codeLens', {
      textDocument: { uri: uri() },
    });
    assert.deepEqual([...new Set(lenses.map(({ range }) => range.start.line))], [2, 3, 8]);
  });
});
