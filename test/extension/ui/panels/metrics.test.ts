import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import { ensureCompose } from '../../../../scripts/setup/compose.ts';
import { command, ensureBusybox } from '../../../support/engine.ts';
import { openVsCode, type VsCode } from '../../../support/vscode.ts';
import { seriousFindings } from '../bed/axe.ts';
import { docker, removeProject } from '../bed/docker.ts';
import { panelFrame, showsSomethingElse } from '../bed/panels.ts';
import { themeOfShots } from '../bed/shots.ts';
import { until } from '../bed/wait.ts';

const project = `hyperbox-metrics-${process.pid}`;

/** One service that works within limits, and one that does nothing. */
const composeFile = (image: string): string => `
name: ${project}
services:
  busy:
    image: ${image}
    init: true
    command: [sh, -c, 'while true; do i=0; while [ $$i -lt 3000 ]; do i=$$((i+1)); done; sleep 0.2; done']
    healthcheck: { test: [CMD, 'true'], interval: 1s }
    deploy: { resources: { limits: { cpus: '0.5', memory: 64M } } }
  calm:
    image: ${image}
    init: true
    command: [sleep, infinity]
`;

/** Waits until that many ticks have arrived at the page, whether it shows them or not. */
const readingsCome = (frame: Frame, count: number): Promise<void> =>
  frame.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        let left = wanted;
        window.addEventListener('message', ({ data }: MessageEvent<{ kind?: string }>) => {
          if (data.kind === 'sampled' && --left === 0) resolve();
        });
      }),
    count,
  );

describe('the dashboard in a real VS Code', () => {
  let vscode: VsCode;
  let frame: Frame;
  const closers: (() => Promise<unknown>)[] = [];
  const card = (name: string): Locator =>
    frame.locator('.card', { has: frame.locator('.name', { hasText: name }) });
  const button = (label: string): Locator => frame.locator(`[aria-label^="${label}"]`).first();

  before(async function () {
    this.timeout(300_000);
    const folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    await writeFile(path.join(folder, 'compose.yaml'), composeFile(await ensureBusybox()));
    closers.push(() => removeProject(project));
    const compose = await ensureCompose();
    await command(compose, ['--project-directory', folder, 'up', '-d']);
    vscode = await openVsCode({ folder, theme: themeOfShots });
    closers.push(() => vscode.close());
    await vscode.page.getByText(new RegExp(`${project}: `)).waitFor({ timeout: 60_000 });
    await vscode.runCommand('HyperBox: Show Metrics of Project');
    frame = await panelFrame(vscode.page, 'main.metrics');
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closers.reverse()) await close();
  });

  it('has a card for each container, and its numbers move', async () => {
    await card('calm').waitFor();
    await card('busy').waitFor();
    await showsSomethingElse(frame, '.card');
    await showsSomethingElse(frame, '.card');
  });

  it('knows limits and health', async () => {
    await card('busy').getByText('of limit 64 MiB').waitFor();
    await card('busy').getByText('of limit 0.50').waitFor();
    await card('busy').getByText('healthy', { exact: true }).waitFor();
    assert.equal(await card('calm').getByText('of limit').count(), 0);
  });

  it('draws a line a container, and hides it on a click', async () => {
    await frame.locator('.plot canvas').first().waitFor();
    await card('calm').locator('.legend').click();
    await card('calm').locator('.legend[aria-pressed=false]').waitFor();
    await card('calm').locator('.legend').click();
    await card('calm').locator('.legend[aria-pressed=true]').waitFor();
  });

  it('has nothing that keeps people out who do not see it, or use no mouse', async () => {
    assert.deepEqual(await seriousFindings(frame), []);
    await readingsCome(frame, 2);
    const described = await frame.locator('#summary-cpu').textContent();
    assert.match(described ?? '', /CPU of busy: now [\d.<]+ cores, highest [\d.<]+ cores at \d\d:/);
    await vscode.screenshot('metrics-dashboard');
  });

  it('reads out values as the keys move', async () => {
    await readingsCome(frame, 2);
    await frame.locator('.plot').first().focus();
    await vscode.page.keyboard.press('ArrowLeft');
    const said = frame.locator('.charts [aria-live]');
    await until('something is said', async () =>
      /^[\d.<]+ · \d\d:\d\d:\d\d$/.test((await said.textContent()) ?? '') ? true : undefined,
    );
    await frame.locator('.tooltip:visible').first().waitFor();
  });

  it('zooms into what is drawn over, and goes back to live', async () => {
    const place = await frame.locator('.plot .u-over').first().boundingBox();
    assert.ok(place);
    const { mouse, keyboard } = vscode.page;
    const y = place.y + place.height / 2;
    await mouse.move(place.x + place.width * 0.5, y);
    await mouse.down();
    await mouse.move(place.x + place.width * 0.9, y, { steps: 5 });
    await mouse.up();
    const back = frame.locator('.time vscode-button', { hasText: 'Back to Live' });
    await back.waitFor();
    await frame.locator('.plot').first().focus();
    await keyboard.press('Escape');
    await back.waitFor({ state: 'hidden' });
    await keyboard.press('+');
    await back.waitFor();
    await back.click();
    await back.waitFor({ state: 'hidden' });
  });

  it('asks for what is longer ago than it keeps, and draws it with the rest', async () => {
    const range = frame.locator('vscode-dropdown').first();
    await range.click();
    await frame.locator('vscode-option', { hasText: '1 hour' }).click();
    const asked = frame.locator('.time[data-past=shown]');
    await asked.waitFor();
    await showsSomethingElse(frame, '.card');
    const described = await frame.locator('#summary-memory').textContent();
    assert.match(described ?? '', /Memory of busy: now /);
    await range.click();
    await frame.locator('vscode-option', { hasText: '5 minutes' }).click();
    await asked.waitFor({ state: 'detached' });
  });

  it('holds still while paused', async () => {
    await button('Pause').click();
    await frame.locator('.pill[data-state=paused]').waitFor();
    const before = await frame.locator('.tiles').innerText();
    await readingsCome(frame, 3);
    assert.equal(await frame.locator('.tiles').innerText(), before);
    await button('Resume').click();
    await showsSomethingElse(frame, '.card');
  });

  it('marks a restart, and goes on with the line', async () => {
    await docker('restart', '-t', '0', `${project}-busy-1`);
    await button('Show history as a table').click();
    const events = frame.locator('.spread', {
      has: frame.locator('caption', { hasText: 'Events' }),
    });
    await events.locator('tbody tr', { hasText: 'busy' }).first().waitFor({ timeout: 20_000 });
    assert.deepEqual(await seriousFindings(frame), []);
    await button('Show history as a table').click();
    await frame.locator('.plot canvas').first().waitFor();
    await vscode.screenshot('metrics-restart');
  });

  it('shows containers as rows, which sort by every column', async () => {
    await button('Show containers as a table').click();
    const head = frame.locator('[role=columnheader].cpu');
    await head.locator('button').click();
    await frame.locator('.cpu[aria-sort=descending]').waitFor();
    const first = frame.locator('.rows .row .name').first();
    await until('busy is first', async () =>
      (await first.textContent()) === 'busy' ? true : undefined,
    );
    await head.locator('button').press('Enter');
    await frame.locator('.cpu[aria-sort=ascending]').waitFor();
    await until('calm is first', async () =>
      (await first.textContent()) === 'calm' ? true : undefined,
    );
    assert.deepEqual(await seriousFindings(frame), []);
    await vscode.screenshot('metrics-table');
  });

  it('adds up the disk only when somebody looks', async () => {
    assert.equal(await frame.locator('.disk-table').count(), 0);
    await frame.locator('.disk summary').click();
    await frame.locator('.disk-table tbody tr', { hasText: 'Images' }).waitFor({ timeout: 60_000 });
    assert.deepEqual(await seriousFindings(frame), []);
  });

  it('comes back as it was left after the window was reloaded', async function () {
    this.timeout(90_000);
    const range = frame.locator('vscode-dropdown').first();
    await range.click();
    await frame.locator('vscode-option', { hasText: '10 minutes' }).click();
    // A reload of the browser's page alone would not wait for what VS Code has to write.
    await vscode.runCommand('Developer: Reload Window');
    await frame
      .locator('main')
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    frame = await panelFrame(vscode.page, 'main.metrics .rows .row');
    const value = await frame
      .locator('vscode-dropdown')
      .first()
      .evaluate((element) => (element as unknown as { value: string }).value);
    assert.equal(value, '10');
    assert.equal(
      await frame.locator('[role=columnheader].cpu').getAttribute('aria-sort'),
      'ascending',
    );
  });

  it('leads to the logs of a container', async () => {
    const row = frame.locator('.rows .row', { hasText: 'busy' });
    await row.locator('.name').hover();
    await row.locator('.act').first().click();
    await panelFrame(vscode.page, 'main.logs');
  });
});
