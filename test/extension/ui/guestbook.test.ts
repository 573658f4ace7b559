import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { panelFrame, showsSomethingElse } from './bed/panels.ts';
import { docker, startTimes } from './bed/docker.ts';
import { fadedIn, goTo, markedText, openFile } from './bed/editor.ts';
import { copyGuestbook, type Guestbook } from './bed/guestbook.ts';
import { choose } from './bed/log-rows.ts';
import { growView, iconOf, openSidebar, row, watchForRed } from './bed/rows.ts';
import {
  highWindow,
  narrowWindow,
  projectOfShots,
  shotAt,
  themeOfShots,
  tidyForShots,
} from './bed/shots.ts';
import { toast } from './bed/toasts.ts';
import { until } from './bed/wait.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const services = ['web', 'worker', 'redis'];

/** As a newcomer has it: the guestbook, the palette and the sidebar. */
describe('the guestbook in VS Code', function () {
  this.timeout(120_000);
  let book: Guestbook;
  let vscode: VsCode;

  before(async function () {
    this.timeout(600_000);
    book = await copyGuestbook(projectOfShots ?? `hyperbox-ui-${String(process.pid)}`);
    vscode = await openVsCode({
      folder: book.folder,
      theme: themeOfShots,
      settings: { 'editor.minimap.enabled': false },
    });
  });

  after(async () => {
    await vscode.close();
    await book.dispose();
  });

  const rowOf = (name: RegExp): Locator => row(vscode.page, name);
  const closeToasts = (): Promise<void> =>
    vscode.runCommand('Notifications: Clear All Notifications');
  const started = (): Promise<Readonly<Record<string, string>>> =>
    startTimes(book.project, services);

  /** A word more in the line that the web service prints when it starts. */
  const save = async (): Promise<void> => {
    const lines = (await readFile(book.file('web/src/server.mjs'), 'utf8')).split('\n');
    const at = lines.findIndex((line) => line.includes('the guestbook is'));
    await openFile(vscode.page, 'server.mjs');
    await goTo(vscode.page, at + 1, lines[at]!.indexOf(' open on port') + 1);
    await vscode.page.keyboard.type(' now');
    await vscode.page.keyboard.press('Control+s');
  };
  const restarted = async (before: Readonly<Record<string, string>>): Promise<void> => {
    await until('the restart of web', async () =>
      (await started())['web'] === before['web'] ? undefined : true,
    );
    await rowOf(/^web, healthy/).waitFor({ timeout: 30_000 });
    const after = await started();
    assert.deepEqual(
      [after['worker'], after['redis']],
      [before['worker'], before['redis']],
      'only web',
    );
  };

  it('is in the sidebar, grey, not created', async () => {
    await openSidebar(vscode.page);
    for (const name of services) {
      const item = rowOf(new RegExp(`^${name}, not created`));
      await item.waitFor({ timeout: 30_000 });
      assert.equal((await iconOf(item)).colour, 'grey');
    }
    await tidyForShots(vscode);
  });

  it('starts from the palette with progress, and its rows turn green by themselves', async () => {
    await vscode.runCommand('HyperBox: Start Project');
    await toast(vscode.page, new RegExp(`Starting ${book.project}`)).waitFor();
    await toast(vscode.page, /Cancel/).waitFor();
    await rowOf(/^redis, (starting|healthy)/).waitFor();
    await fadedIn(vscode.page, '.notification-toast');
    await vscode.screenshot('start-progress');
    for (const [name, state] of [
      ['redis', 'healthy'],
      ['web', 'healthy'],
      ['worker', 'running'],
    ] as const) {
      const item = rowOf(new RegExp(`^${name}, ${state}`));
      await item.waitFor({ timeout: 60_000 });
      assert.equal((await iconOf(item)).colour, 'green');
    }
    await toast(vscode.page, new RegExp(`${book.project} is running\\.`)).waitFor();
    await fadedIn(vscode.page, '.notification-toast');
    await vscode.screenshot('projects-tree');
    await closeToasts();
  });

  it('answers on its address, and what is written comes back by way of the worker', async () => {
    const address = `http://127.0.0.1:${String(book.port)}`;
    const body = JSON.stringify({ name: 'Ann', message: 'three words here' });
    assert.equal((await fetch(`${address}/entries`, { method: 'POST', body })).status, 202);
    const page = await vscode.page.context().newPage();
    await page.goto(address);
    await page.getByText('3 words').waitFor({ timeout: 10_000 });
    await page.close();
  });

  it('says that nothing had changed when it is started once more', async () => {
    const before = await started();
    await vscode.runCommand('HyperBox: Start Project');
    await toast(vscode.page, /is running; nothing had changed\./).waitFor();
    assert.deepEqual(await started(), before);
    await closeToasts();
  });

  it('shows in red that a container was killed from outside', async function () {
    const red = await watchForRed(vscode.page, 'worker');
    const sentAtMs = Date.now();
    await docker('kill', `${book.project}-worker-1`);
    const turnedAtMs = await red.turnedAtMs();
    const diedAtMs = await timeOfDeath(`${book.project}-worker-1`);
    console.log(
      `      red ${String(turnedAtMs - diedAtMs)} ms after the death, ` +
        `${String(turnedAtMs - sentAtMs)} ms after "docker kill" was typed`,
    );
    await rowOf(/^worker, exited · exit code 137/).waitFor();
    await vscode.screenshot('killed-service');
  });

  it('starts only what is missing', async () => {
    const before = await started();
    await vscode.runCommand('HyperBox: Start Project');
    await toast(vscode.page, /is running\./).waitFor();
    const after = await started();
    assert.notEqual(after['worker'], before['worker']);
    assert.deepEqual([after['web'], after['redis']], [before['web'], before['redis']]);
    await closeToasts();
  });

  it('shows its logs as they are written, and what happens to its services', async () => {
    await vscode.runCommand('HyperBox: Show Logs of Project');
    const frame = await panelFrame(vscode.page, 'main.logs');
    await frame.locator('.row', { hasText: 'put up 3 words by Ann' }).waitFor();
    await docker('restart', `${book.project}-worker-1`);
    await frame.locator('.row', { hasText: /worker-1 restarted/ }).waitFor();
    await rowOf(/^worker, running/).waitFor();
    for (const name of ['Ben', 'Cleo', 'Dora']) {
      const body = JSON.stringify({ name, message: `hello from ${name}` });
      await fetch(`http://127.0.0.1:${String(book.port)}/entries`, { method: 'POST', body });
    }
    await frame.locator('.row', { hasText: 'put up 3 words by Dora' }).waitFor();
    await vscode.screenshot('logs-panel');
    await choose(frame, 'More Actions…', 'Wrap Lines');
    const wrapped = frame.locator('.list.wrap .row', { hasText: 'by Dora' });
    await shotAt(vscode, 'logs-narrow', { size: narrowWindow, shows: () => wrapped.waitFor() });
    await vscode.runCommand('View: Close All Editors');
  });

  it('shows its metrics, second by second', async () => {
    await vscode.runCommand('HyperBox: Show Metrics of Project');
    const frame = await panelFrame(vscode.page, 'main.metrics');
    for (const name of services) {
      await frame.locator('.card .name', { hasText: name }).waitFor();
    }
    for (let second = 0; second < (projectOfShots === undefined ? 3 : 20); second++) {
      await fetch(`http://127.0.0.1:${String(book.port)}/entries`);
      await showsSomethingElse(frame, '.card');
    }
    const shows = (): Promise<void> => showsSomethingElse(frame, '.card');
    await shotAt(vscode, 'metrics-panel', { size: highWindow, shows });
    await shotAt(vscode, 'metrics-narrow', { size: narrowWindow, shows });
    await vscode.runCommand('View: Close All Editors');
  });

  it('marks a typo in compose.yaml while it is typed, in its place, and no longer once it is mended', async () => {
    const text = await readFile(book.file('compose.yaml'), 'utf8');
    const line = text.split('\n').findIndex((content) => content.includes('      redis:')) + 1;
    await openFile(vscode.page, 'compose.yaml');
    await goTo(vscode.page, line, '      redis'.length + 1);
    await vscode.page.keyboard.press('Backspace');
    await until('the squiggle', async () =>
      (await markedText(vscode.page)).includes('redi') ? true : undefined,
    );
    assert.equal(await readFile(book.file('compose.yaml'), 'utf8'), text, 'nothing is saved');
    await vscode.page.locator('.squiggly-error').first().hover({ force: true });
    await vscode.page.locator('.monaco-hover', { hasText: /redi/ }).first().waitFor();
    await fadedIn(vscode.page, '.monaco-hover');
    await vscode.screenshot('diagnostics');
    await goTo(vscode.page, line, '      redi'.length + 1);
    await vscode.page.keyboard.type('s');
    await vscode.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await vscode.runCommand('File: Save');
    await vscode.runCommand('View: Close All Editors');
  });

  it('restarts nothing on a save as long as auto restart is off', async () => {
    const before = await started();
    await save();
    await vscode.page.waitForTimeout(2000);
    assert.deepEqual(await started(), before);
  });

  it('restarts the service of a saved file, and no other, once that is turned on in the status bar', async () => {
    await vscode.page.locator('.statusbar-item', { hasText: book.project }).click();
    await vscode.page
      .locator('.quick-input-list .monaco-list-row', { hasText: 'Turn Auto Restart on Save On' })
      .click();
    await rowOf(new RegExp(`^${book.project}, .*auto restart`)).waitFor();
    const before = await started();
    await save();
    await vscode.page.locator('.statusbar-item', { hasText: /web \d/ }).click();
    await rowOf(/^reload of web, /).waitFor();
    await growView(vscode.page, 'Reloads', 250);
    await restarted(before);
  });

  it('shows in the browser what was saved, and in the timeline why and how long it took', async () => {
    const page = await vscode.page.context().newPage();
    await page.goto(`http://127.0.0.1:${String(book.port)}`);
    await page.getByRole('heading', { name: /^Guestbook$/ }).waitFor();
    const lines = (await readFile(book.file('web/src/page/index.html'), 'utf8')).split('\n');
    const at = lines.findIndex((line) => line.includes('<h1>'));
    await vscode.page.bringToFront();
    await openFile(vscode.page, 'index.html');
    await goTo(vscode.page, at + 1, lines[at]!.indexOf('Guestbook') + 1);
    await vscode.page.keyboard.type('Our ');
    await vscode.page.keyboard.press('Control+s');
    const reload = rowOf(/^reload of web, .*index\.html/).first();
    await reload.filter({ hasText: /[\d.]+ m?s/ }).waitFor();
    await vscode.page.locator('.statusbar-item', { hasText: /web \d/ }).click();
    await rowOf(/^web mounts .*\/app\/web\/src/).waitFor();
    await rowOf(/^saved, \+0 ms/).waitFor();
    await page.bringToFront();
    await page.reload();
    await page.getByRole('heading', { name: 'Our Guestbook' }).waitFor();
    await page.close();
    await rowOf(/^web, healthy/).waitFor();
    await vscode.screenshot('auto-restart');
  });

  it('stops that at once by the button in the tree', async () => {
    const item = rowOf(new RegExp(`^${book.project}, `));
    await item.hover();
    await item.getByRole('button', { name: /Turn Auto Restart on Save Off/ }).click();
    const before = await started();
    await save();
    await rowOf(new RegExp(`^${book.project}, (?!.*auto restart)`)).waitFor();
    await vscode.page.waitForTimeout(2000);
    assert.deepEqual(await started(), before);
  });
  it('stops, and looks stopped, not failed', async () => {
    await vscode.runCommand('View: Close All Editors');
    await vscode.runCommand('HyperBox: Stop Project');
    for (const name of services) {
      const item = rowOf(new RegExp(`^${name}, stopped`));
      await item.waitFor({ timeout: 30_000 });
      assert.equal((await iconOf(item)).colour, 'grey');
    }
    await vscode.screenshot('project-stopped');
  });

  it('says who holds a port that is taken, takes another, and opens it', async () => {
    const holder = `${book.project}-holder`;
    const { port } = book;
    await docker('rm', '-f', `${book.project}-web-1`);
    await docker(
      ...['run', '-d', '--name', holder, '-p', `${String(port)}:80`, 'node:24-alpine'],
      ...['sleep', '600'],
    );
    try {
      await vscode.runCommand('HyperBox: Start Project');
      const said = toast(
        vscode.page,
        new RegExp(`${String(port)} was taken by container ${holder}; using \\d+`),
      );
      await said.waitFor({ timeout: 60_000 });
      const chosen = /using (\d+)/.exec(await said.innerText())?.[1];
      await rowOf(new RegExp(`^web, healthy · :${String(chosen)}→8080`)).waitFor();
      await vscode.screenshot('port-taken');
      const opened = vscode.page.context().waitForEvent('page');
      await said.getByRole('button', { name: 'Open' }).click();
      const page = await opened;
      await page.getByText('three words here').waitFor();
      await page.close();
    } finally {
      await docker('rm', '-f', holder);
    }
  });

  it('shows services outside the active profiles in grey, under their profile', async () => {
    await writeFile(
      book.file('compose.override.yaml'),
      'services:\n  admin:\n    image: redis:7-alpine\n    command: redis-cli -h redis monitor\n    profiles: [debug]\n',
    );
    const profile = rowOf(/^debug, profile, not active/);
    await profile.click();
    const admin = rowOf(/^admin, profile not active/);
    await admin.waitFor();
    assert.equal((await iconOf(admin)).colour, 'grey');
    await vscode.screenshot('profile');
  });

  it('goes down after a question that names all that goes', async () => {
    await vscode.runCommand('HyperBox: Take Project Down');
    const dialog = vscode.page.locator('.monaco-dialog-box');
    await dialog.waitFor();
    const text = await dialog.innerText();
    for (const name of services)
      assert.match(text, new RegExp(`container ${book.project}-${name}-1`));
    assert.match(text, new RegExp(`network ${book.project}_default`));
    assert.match(text, /Its volumes stay/);
    await vscode.screenshot('down-question');
    await dialog.getByRole('button', { name: 'Stop and Remove' }).click();
    for (const name of services) {
      await rowOf(new RegExp(`^${name}, not created`)).waitFor({ timeout: 30_000 });
    }
    const volumes = await docker('volume', 'ls', '-q', '--filter', `name=${book.project}_entries`);
    assert.equal(volumes, `${book.project}_entries`);
  });
});

/** By the engine's own clock, which is this machine's. */
const timeOfDeath = async (container: string): Promise<number> =>
  Date.parse(await docker('inspect', '--format', '{{.State.FinishedAt}}', container));
