import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { panelFrame } from './bed/panels.ts';
import { iconOf, openSidebar, row } from './bed/rows.ts';
import { toast } from './bed/toasts.ts';
import { canRunDockerd, createDockerd, type OwnDockerd } from '../../support/dockerd.ts';
import { busyboxTag, ensureBusybox, testEndpoint } from '../../support/engine.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const service = (name: string, command: string): string =>
  [
    `  ${name}:`,
    `    image: ${busyboxTag}`,
    '    init: true',
    '    restart: always',
    `    command: [sh, -c, ${JSON.stringify(command)}]`,
    '',
  ].join('\n');

/** With an engine of the test's own, in a folder with a name that needs quotes everywhere. */
describe('an engine that is not there, comes and goes, as the window shows it', function () {
  this.timeout(120_000);
  let parent: string;
  let folder: string;
  let dockerd: OwnDockerd;
  let vscode: VsCode;

  before(async function () {
    if (!canRunDockerd()) {
      console.log('      Skipped: starting an own dockerd needs dockerd and root.');
      this.skip();
    }
    parent = await mkdtemp(path.join(tmpdir(), 'hyperbox-ui-'));
    folder = path.join(parent, `it's a "großer" Ordner 🐳`);
    await mkdir(folder);
    await compose(service('web', 'echo open; exec sleep 1000'));
    dockerd = await createDockerd();
    vscode = await openVsCode({ folder, env: { DOCKER_HOST: dockerd.address } });
  });

  after(async () => {
    await (vscode as VsCode | undefined)?.close();
    await (dockerd as OwnDockerd | undefined)?.dispose();
    await rm(parent, { recursive: true, force: true });
  });

  const compose = (services: string): Promise<void> =>
    writeFile(path.join(folder, 'compose.yaml'), `name: hyperbox-faults\nservices:\n${services}`);
  const rowOf = (name: RegExp): Locator => row(vscode.page, name);
  /** Rows come back by themselves: nobody asks for them. */
  const comesBack = async (name: RegExp): Promise<void> => {
    const from = Date.now();
    await dockerd.start();
    const answersMs = Date.now() - from;
    await rowOf(name).waitFor({ timeout: 30_000 });
    const backMs = Date.now() - from - answersMs;
    console.log(`      there ${String(backMs)} ms after the engine answers`);
  };

  it('says that there is no engine and what to do, and lists the project all the same', async () => {
    await openSidebar(vscode.page);
    await rowOf(/^web, not created/).waitFor({ timeout: 30_000 });
    await rowOf(/^Engine: /)
      .first()
      .waitFor();
    await vscode.page.getByText('No container engine can be used.').first().waitFor();
    await vscode.page.locator('a', { hasText: 'Try again' }).first().waitFor();
    // The way out is to be seen without scrolling.
    const pane = vscode.page.locator('.pane', {
      has: vscode.page.getByRole('button', { name: /^Containers.* Section/ }),
    });
    const select = await pane.getByRole('button', { name: 'Select Engine' }).boundingBox();
    const seen = await pane.boundingBox();
    assert.ok(select !== null && seen !== null);
    assert.ok(select.y + select.height <= seen.y + seen.height, 'below the fold');
    await vscode.screenshot('no-engine');
  });

  it('says so too to one who starts a project', async () => {
    await vscode.runCommand('HyperBox: Start Project');
    await toast(vscode.page, /docker\.sock/).waitFor();
    await vscode.screenshot('no-engine-start');
    await vscode.runCommand('Notifications: Clear All Notifications');
  });

  it('is there by itself when the engine is', async () => {
    await comesBack(/^Engine: Docker Engine/);
    await ensureBusybox({ ...testEndpoint, address: dockerd.address });
    await vscode.runCommand('HyperBox: Start Project');
    await rowOf(/^web, running/).waitFor({ timeout: 30_000 });
  });

  it('loses the engine and is back within 5 s of its return', async () => {
    await dockerd.kill();
    await rowOf(/^Engine: .*reconnecting/).waitFor();
    await rowOf(/^web, not created/).waitFor();
    await vscode.screenshot('engine-lost');
    await comesBack(/^web, running/);
  });

  it('names service, cause and last lines of a start that fails, and shows its logs', async () => {
    await compose(
      service('web', 'echo open; exec sleep 1000') +
        service('db', 'echo no such table: entries; exit 3').replace('always', "'no'"),
    );
    await rowOf(/^db, not created/).waitFor();
    await vscode.runCommand('HyperBox: Start Project');
    const said = toast(vscode.page, /db/).filter({ hasText: /exit|code 3/ });
    await said.waitFor({ timeout: 30_000 });
    await vscode.screenshot('start-failed');
    assert.match(await said.innerText(), /3[^]*no such table/);
    const failed = rowOf(/^db, exited · exit code 3/);
    await failed.waitFor();
    assert.equal((await iconOf(failed)).colour, 'red');
    assert.equal((await iconOf(rowOf(/^web, running/))).colour, 'green');
    await said.getByRole('button', { name: 'Show Logs' }).click();
    const frame = await panelFrame(vscode.page, 'main.logs');
    await frame.locator('.row', { hasText: 'no such table' }).first().waitFor();
  });

  it('tells of a service that ends when its start has been said to be done', async () => {
    await vscode.runCommand('Notifications: Clear All Notifications');
    await compose(
      service('web', 'echo open; exec sleep 1000') +
        service('late', 'sleep 2; echo out of ideas; exit 4').replace('always', "'no'"),
    );
    await rowOf(/^late, not created/).waitFor();
    await vscode.runCommand('HyperBox: Start Project');
    await toast(vscode.page, /hyperbox-faults is running/).waitFor({ timeout: 30_000 });
    const said = toast(vscode.page, /late[^]*code 4[^]*out of ideas/);
    await said.waitFor({ timeout: 30_000 });
    await vscode.screenshot('late-exit');
    assert.equal((await iconOf(rowOf(/^late, exited · exit code 4/))).colour, 'red');
    await said.getByRole('button', { name: 'Show Logs' }).waitFor();
  });

  it('leads from a build that fails to the line of the Dockerfile', async () => {
    await vscode.runCommand('View: Close All Editors');
    await vscode.runCommand('Notifications: Clear All Notifications');
    await writeFile(
      path.join(folder, 'Dockerfile'),
      `FROM ${busyboxTag}\nRUN echo fine\nRUN echo broken pipe; false\n`,
    );
    await compose('  web:\n    build: .\n');
    await rowOf(/^web, /).waitFor();
    await rowOf(/^db, .*no longer declared/).waitFor();
    await vscode.runCommand('HyperBox: Start Project');
    const said = toast(vscode.page, /build failed at line 3[^]*It said last: “broken pipe”/);
    await said.waitFor({ timeout: 60_000 });
    await vscode.screenshot('build-failed');
    await said.getByRole('button', { name: 'Open Dockerfile' }).click();
    await vscode.page.getByText('Ln 3, Col 1').waitFor();
  });
});
