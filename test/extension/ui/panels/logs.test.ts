import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { ensureCompose } from '../../../../scripts/setup/compose.ts';
import { command, ensureBusybox } from '../../../support/engine.ts';
import { openVsCode, type VsCode } from '../../../support/vscode.ts';
import { seriousFindings } from '../bed/axe.ts';
import { docker, removeProject } from '../bed/docker.ts';
import { choose, logButton, logRow, searchFor } from '../bed/log-rows.ts';
import { panelFrame, showsSomethingElse } from '../bed/panels.ts';
import { until } from '../bed/wait.ts';

const project = `hyperbox-logs-${process.pid}`;
const container = (service: string): string => `${project}-${service}-1`;

/**
 * One service that counts, one that is structured, fails, says where and prints what should stay text, and
 * one that is quiet until it is told to print.
 */
const composeFile = (image: string): string => `
name: ${project}
services:
  counter:
    image: ${image}
    init: true
    command: [sh, -c, 'n=0; while true; do echo "count $$n"; n=$$((n+1)); sleep 0.05; done']
  api:
    image: ${image}
    init: true
    volumes: ['./src:/app/src']
    command:
      - sh
      - -c
      - |
        while true; do
          echo '{"level":"info","msg":"order placed","order":{"id":17,"items":3}}'
          echo 'TypeError: no price'
          echo '    at priceOf (/app/src/orders.js:3:9)'
          echo '    at main (/app/src/main.js:1:1)'
          printf '\\033[31mred\\033[0m <b class=injected>not bold</b><img src=x onerror=alert(1)>\\n'
          echo "WARN slow" >&2
          sleep 1
        done
  flood:
    image: ${image}
    init: true
    command: [sleep, infinity]
`;

const source =
  'export const priceOf = (order) => {\n  // no price yet\n  return order.price.value;\n};\n';

describe('the logs in a real VS Code', () => {
  let vscode: VsCode;
  let frame: Frame;
  let folder: string;
  const closers: (() => Promise<unknown>)[] = [];

  before(async function () {
    this.timeout(300_000);
    folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    await mkdir(path.join(folder, 'src'));
    await writeFile(path.join(folder, 'src', 'orders.js'), source);
    await writeFile(path.join(folder, 'compose.yaml'), composeFile(await ensureBusybox()));
    closers.push(() => removeProject(project));
    await command(await ensureCompose(), ['--project-directory', folder, 'up', '-d']);
    vscode = await openVsCode({ folder });
    closers.push(() => vscode.close());
    await vscode.page.getByText(`${project}: running`).waitFor({ timeout: 60_000 });
    await vscode.runCommand('HyperBox: Show Logs of Project');
    frame = await panelFrame(vscode.page, 'main.logs');
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closers.reverse()) await close();
  });

  it('follow what containers print', async () => {
    await showsSomethingElse(frame, '.row:last-child');
    await logRow(frame, 'WARN slow').first().waitFor();
    await vscode.screenshot('panel-logs');
  });

  it('keep HTML that a container prints as text', async () => {
    const text = await logRow(frame, 'not bold').first().innerText();
    assert.match(text, /<b class=injected>not bold<\/b><img src=x onerror=alert\(1\)>/);
    assert.equal(await frame.locator('.injected, .row img').count(), 0);
  });

  it('show a structured line by its message, and all of it when asked', async () => {
    await logButton(frame, 'Pause').click();
    const row = logRow(frame, 'order placed').last();
    assert.match(await row.innerText(), /order placed\s+order\.id=17\s+order\.items=3/);
    await row.focus();
    await vscode.page.keyboard.press('Enter');
    await frame.locator('.detail', { hasText: '"id": 17' }).waitFor();
    await vscode.page.keyboard.press('Enter');
    await frame.locator('.detail').waitFor({ state: 'detached' });
  });

  it('fold a stack trace', async () => {
    const head = logRow(frame, 'TypeError').last();
    await head.focus();
    await vscode.page.keyboard.press('Enter');
    await frame.locator('.folded', { hasText: '+2' }).waitFor();
    await vscode.page.keyboard.press('Enter');
    await frame.locator('.folded').waitFor({ state: 'detached' });
    await logButton(frame, 'Resume').click();
    await frame.locator('.status-line', { hasText: 'Live' }).waitFor();
  });

  it('open the file and line that a stack trace names', async () => {
    await logButton(frame, 'Pause').click();
    const link = frame.locator('.link', { hasText: 'orders.js:3:9' }).last();
    await link.click({ modifiers: ['Control'] });
    await vscode.page.locator('.tab.active', { hasText: 'orders.js' }).waitFor();
    await vscode.page.locator('.statusbar-item', { hasText: 'Ln 3, Col 9' }).waitFor();
    await logButton(frame, 'Resume').click();
  });

  it('hold still while paused, and say how much has come', async () => {
    await logButton(frame, 'Pause').click();
    await frame.locator('.status-line', { hasText: /Paused\s*\d+ new/ }).waitFor();
    await logButton(frame, 'Resume').click();
    await frame.locator('.status-line', { hasText: 'Live' }).waitFor();
  });

  it('hide a service on a click, and show one alone', async () => {
    const chip = frame.locator('.chip-toggle', { hasText: 'counter' });
    await chip.click();
    await logRow(frame, /count \d+/)
      .first()
      .waitFor({ state: 'detached' });
    await chip.click({ modifiers: ['Alt'] });
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
    await logRow(frame, 'order placed').first().waitFor({ state: 'detached' });
    await chip.click({ modifiers: ['Alt'] });
    await logRow(frame, 'order placed').first().waitFor();
  });

  it('show only what alarms, with the whole of its stack traces', async () => {
    await choose(frame, 'Levels', 'Warnings and Worse');
    await logRow(frame, 'order placed').first().waitFor({ state: 'detached' });
    await logRow(frame, 'WARN slow').first().waitFor();
    assert.equal(await logRow(frame, /count \d+/).count(), 0);
    await choose(frame, 'Levels', 'All Levels');
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
  });

  it('find a line that is far from what the page holds', async function () {
    this.timeout(120_000);
    const print = 'seq 1 60000 | sed "s/^/flood /" > /proc/1/fd/1';
    await docker('exec', container('flood'), 'sh', '-c', print);
    await logRow(frame, 'flood 60000').first().waitFor({ timeout: 60_000 });
    await searchFor(frame, 'flood 31415');
    await vscode.page.keyboard.press('Enter');
    await frame.locator('.row.current', { hasText: 'flood 31415' }).waitFor();
    await frame.locator('.count', { hasText: '1 of 1' }).waitFor();
    await logRow(frame, /flood 31416$/).waitFor();
    await vscode.screenshot('panel-logs-found');
  });

  it('show only the matches, with lines around them', async () => {
    await logButton(frame, 'Show Only Matching Lines').click();
    await logRow(frame, 'flood 31416').waitFor({ state: 'detached' });
    assert.equal(await logRow(frame, 'flood 31415').count(), 1);
    await frame.locator('vscode-dropdown.context').click();
    await frame.locator('vscode-option', { hasText: '±2' }).click();
    await logRow(frame, /flood 31417$/).waitFor();
    assert.deepEqual(
      await logRow(frame, 'flood').locator('.text').allInnerTexts(),
      [31413, 31414, 31415, 31416, 31417].map((n) => `flood ${String(n)}`),
    );
    await logButton(frame, 'Show Only Matching Lines').click();
    await logRow(frame, 'flood 31420').first().waitFor();
  });

  it('go back to the very start, and forward from there', async () => {
    await frame.locator('.list').focus();
    await vscode.page.keyboard.press('Home');
    await logRow(frame, /count 0$/).waitFor();
    await vscode.page.keyboard.press('End');
    await frame.locator('.new-lines').waitFor({ state: 'hidden' });
    await showsSomethingElse(frame, '.row:last-child');
  });

  it('do not move while somebody reads', async () => {
    await frame.locator('.list').hover();
    await vscode.page.mouse.wheel(0, -400);
    await frame.locator('.new-lines', { hasText: /\d+ new lines/ }).waitFor();
    const top = (): Promise<unknown> =>
      frame.evaluate(() => {
        const list = document.querySelector('.list');
        return [list?.scrollTop, list?.querySelector('.row')?.textContent];
      });
    const before = await top();
    const lines = frame.locator('.new-lines');
    const told = await lines.innerText();
    await until('more lines are told of', async () =>
      (await lines.innerText()) === told ? undefined : true,
    );
    assert.deepEqual(await top(), before);
    await lines.click();
    await lines.waitFor({ state: 'hidden' });
  });

  it('are saved as they are shown', async () => {
    const file = path.join(folder, `${project}.ndjson`);
    await searchFor(frame, 'flood 314');
    await logButton(frame, 'Show Only Matching Lines').click();
    await choose(frame, 'More Actions…', 'Save as NDJSON…');
    const input = vscode.page.locator('.quick-input-widget input').first();
    await input.waitFor();
    await vscode.page.keyboard.press('Enter');
    const saved = await until('the file is there', () =>
      readFile(file, 'utf8').catch(() => undefined),
    );
    const messages = saved
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { message: string; source: string })
      .filter((line) => line.source === 'flood')
      .map(({ message }) => message);
    // With the two lines before and after, as the test before has left it.
    assert.equal(messages.length, 123);
    assert.equal(messages[0], 'flood 312');
    await logButton(frame, 'Show Only Matching Lines').click();
  });

  it('are cleared, and what was cleared can be had back', async () => {
    await logButton(frame, 'Clear').click();
    await logRow(frame, 'flood 60000').waitFor({ state: 'detached' });
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
    await choose(frame, 'Since', 'Everything That Is Kept');
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
  });

  it('take in a service of another project, and let it go', async function () {
    this.timeout(90_000);
    const image = (await docker('inspect', '-f', '{{.Config.Image}}', container('flood'))).trim();
    const other = `${project}-loose`;
    closers.push(() => docker('rm', '-f', other));
    await docker(...['run', '-d', '--init', '--name', other, image]);
    // It comes to the list of the panel as it comes to the tree.
    await frame.locator('.chip.add').click();
    const input = vscode.page.locator('.quick-input-widget input[type=text]').first();
    await input.waitFor();
    await input.fill(other);
    await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: other }).click();
    await vscode.page.keyboard.press('Enter');
    await frame.locator('.chip', { hasText: other }).waitFor();
  });

  it('come back with their settings and services after the window was reloaded', async function () {
    this.timeout(90_000);
    await choose(frame, 'More Actions…', 'Wrap Lines');
    await frame.locator('.list.wrap').waitFor();
    // A reload of the browser's page alone would not wait for what VS Code has to write.
    await vscode.runCommand('Developer: Reload Window');
    await until('the window is reloaded', () =>
      Promise.resolve(frame.isDetached() ? true : undefined),
    );
    frame = await panelFrame(vscode.page, 'main.logs .list.wrap');
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
    const added = frame.locator('.chip', { hasText: `${project}-loose` });
    await added.waitFor();
    await added.locator('.chip-remove').click();
    await added.waitFor({ state: 'detached' });
    await logRow(frame, /count \d+/)
      .first()
      .waitFor();
  });

  it('keep nobody out who does not see them, or uses no mouse', async () => {
    await choose(frame, 'More Actions…', 'Absolute Times');
    assert.deepEqual(await seriousFindings(frame), []);
    await frame.locator('.list').focus();
    await vscode.page.keyboard.press('?');
    await frame.locator('dialog[open]').waitFor();
    assert.deepEqual(await seriousFindings(frame), []);
    await vscode.page.keyboard.press('Escape');
  });

  for (const theme of ['Light Modern', 'Dark High Contrast', 'Light High Contrast']) {
    it(`can be read in ${theme}`, async () => {
      const body = frame.locator('body');
      const before = await body.getAttribute('data-vscode-theme-id');
      await vscode.runCommand('Preferences: Color Theme');
      await vscode.page.keyboard.type(theme);
      await vscode.page.locator('.quick-input-list .monaco-list-row.focused').waitFor();
      await vscode.page.keyboard.press('Enter');
      await until('the theme is another one', async () =>
        (await body.getAttribute('data-vscode-theme-id')) === before ? undefined : true,
      );
      await logRow(frame, /count \d+/)
        .first()
        .waitFor();
      assert.deepEqual(await seriousFindings(frame), []);
      await vscode.screenshot(`panel-logs-${theme.toLowerCase().replaceAll(' ', '-')}`);
    });
  }
});
