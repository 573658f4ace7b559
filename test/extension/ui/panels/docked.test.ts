import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { ensureCompose } from '../../../../scripts/setup/compose.ts';
import { command, ensureBusybox } from '../../../support/engine.ts';
import { openVsCode, type VsCode } from '../../../support/vscode.ts';
import { removeProject } from '../bed/docker.ts';
import { logRow } from '../bed/log-rows.ts';
import { panelFrame, showsSomethingElse } from '../bed/panels.ts';
import { until } from '../bed/wait.ts';

const project = `hyperbox-docked-${process.pid}`;

const composeFile = (image: string): string => `
name: ${project}
services:
  one:
    image: ${image}
    init: true
    command: [sh, -c, 'while true; do echo "from one"; sleep 0.2; done']
  two:
    image: ${image}
    init: true
    command: [sh, -c, 'while true; do echo "from two"; sleep 0.2; done']
`;

describe('logs and metrics in views of their own', () => {
  let vscode: VsCode;
  const closers: (() => Promise<unknown>)[] = [];

  before(async function () {
    this.timeout(300_000);
    const folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    await writeFile(path.join(folder, 'compose.yaml'), composeFile(await ensureBusybox()));
    closers.push(() => removeProject(project));
    await command(await ensureCompose(), ['--project-directory', folder, 'up', '-d']);
    vscode = await openVsCode({ folder, settings: { 'hyperbox.panels.location': 'panel' } });
    closers.push(() => vscode.close());
    await vscode.page.getByText(`${project}: running`).waitFor({ timeout: 60_000 });
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closers.reverse()) await close();
  });

  const editors = () => vscode.page.locator('.editor-group-container .tab');
  const logs = (): Promise<Frame> => panelFrame(vscode.page, 'main.logs');

  it('offer something to show before anything was chosen', async () => {
    await vscode.runCommand('HyperBox: Focus on Logs View');
    const empty = await panelFrame(vscode.page, 'a[href="command:hyperbox.projects.showLogs"]');
    await vscode.screenshot('docked-empty');
    await empty.locator('a').click();
    await logRow(await logs(), 'from two')
      .first()
      .waitFor();
    assert.equal(await editors().count(), 0);
  });

  it('follow, below the editor', async () => {
    const frame = await logs();
    await logRow(frame, 'from one').first().waitFor();
    await showsSomethingElse(frame, '.row:last-child');
    await vscode.screenshot('docked-logs');
  });

  it('show what is opened next in place of what they show, whatever was hidden of that', async () => {
    await (await logs()).getByRole('button', { name: 'one', exact: true }).click();
    await until('one is hidden', async () =>
      (await logRow(await logs(), 'from one').count()) === 0 ? true : undefined,
    );
    await vscode.runCommand('HyperBox: Show Logs of Service');
    await vscode.page.getByRole('option', { name: /^one/ }).click();
    const confirm = vscode.page.getByRole('button', { name: 'OK' });
    if (await confirm.isVisible()) await confirm.click();
    await until('only the chosen service', async () => {
      const frame = await logs();
      const [one, two] = [logRow(frame, 'from one'), logRow(frame, 'from two')];
      // The page is replaced while it is looked at.
      const counts = await Promise.all([one.count(), two.count()]).catch(() => [0, 0] as const);
      return counts[0] > 0 && counts[1] === 0 ? true : undefined;
    });
  });

  it('are there after a reload of the window', async () => {
    const before = await logs();
    // A reload of the browser's page alone would not wait for what VS Code has to write.
    await vscode.runCommand('Developer: Reload Window');
    await before
      .locator('main')
      .waitFor({ state: 'detached' })
      .catch(() => undefined);
    const frame = await logs();
    await logRow(frame, 'from one').first().waitFor({ timeout: 30_000 });
    assert.equal(await logRow(frame, 'from two').count(), 0);
  });

  it('show metrics beside the logs', async () => {
    await vscode.runCommand('HyperBox: Show Metrics of Project');
    const frame = await panelFrame(vscode.page, 'main.metrics');
    await frame.getByText('two', { exact: true }).first().waitFor({ timeout: 30_000 });
    await vscode.screenshot('docked-metrics');
    assert.equal(await editors().count(), 0);
  });
});
