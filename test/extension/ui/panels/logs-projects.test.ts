import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import { ensureCompose } from '../../../../scripts/setup/compose.ts';
import { command, ensureBusybox } from '../../../support/engine.ts';
import { openVsCode, type VsCode } from '../../../support/vscode.ts';
import { docker, removeProject } from '../bed/docker.ts';
import { logRow, readThrough } from '../bed/log-rows.ts';
import { panelFrame } from '../bed/panels.ts';
import { openSidebar, row } from '../bed/rows.ts';
import { until } from '../bed/wait.ts';

/** The one that is added is before the other by name: it must not push it out of its colour. */
const own = `hyperbox-${String(process.pid)}-shop`;
const other = `hyperbox-${String(process.pid)}-blog`;
/** In both, and in no other project: the panel offers those of the whole engine. */
const service = `teller${String(process.pid)}`;

/** Quiet until it is told to print. */
const composeFile = (project: string, image: string): string => `
name: ${project}
services:
  ${service}:
    image: ${image}
    init: true
    command: [sleep, infinity]
`;

describe('a panel with services of two compose projects', function () {
  this.timeout(90_000);
  let vscode: VsCode;
  let frame: Frame;
  let colour: string;
  let count = 0;
  const printed: string[] = [];
  const closers: (() => Promise<unknown>)[] = [];

  before(async function () {
    this.timeout(300_000);
    const parent = await mkdtemp(path.join(tmpdir(), 'hyperbox-projects-'));
    closers.push(() => rm(parent, { recursive: true, force: true }));
    const image = await ensureBusybox();
    const compose = await ensureCompose();
    for (const project of [own, other]) {
      const folder = path.join(parent, project);
      await mkdir(folder);
      await writeFile(path.join(folder, 'compose.yaml'), composeFile(project, image));
      closers.push(() => removeProject(project));
      await command(compose, ['--project-directory', folder, 'up', '-d']);
    }
    vscode = await openVsCode({ folder: path.join(parent, own) });
    closers.push(() => vscode.close());
    await openSidebar(vscode.page);
    await row(vscode.page, new RegExp(`^${service}, running`))
      .first()
      .waitFor({ timeout: 60_000 });
    await vscode.runCommand('HyperBox: Show Logs of Project');
    frame = await panelFrame(vscode.page, 'main.logs');
    await chip(service).waitFor();
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closers.reverse()) await close();
  });

  const chip = (name: string) =>
    frame.locator('.chip', {
      has: frame.locator('.chip-name', { hasText: new RegExp(`^${name}$`) }),
    });
  const colourOf = (name: string): Promise<string> =>
    chip(name).evaluate((element) => element.style.getPropertyValue('--colour'));
  /** One after the other, each when the engine has the one before. */
  const print = async (...by: readonly string[]): Promise<void> => {
    for (const project of by) {
      count += 1;
      const line = `line ${String(count)} of ${project}`;
      const container = `${project}-${service}-1`;
      await docker('exec', container, 'sh', '-c', `echo "${line}" > /proc/1/fd/1`);
      await until(`the engine has ${line}`, async () =>
        (await docker('logs', '--tail', '1', container)) === line ? true : undefined,
      );
      printed.push(line);
    }
  };
  const comes = (text: string): Promise<void> => logRow(frame, text).last().waitFor();

  it('has what both printed before in order of time, each told apart by its project', async () => {
    await print(own, other, own, own, other, other, own, other);
    await comes('line 7');
    colour = await colourOf(service);
    await frame.locator('.chip.add').click();
    const input = vscode.page.locator('.quick-input-widget input[type=text]').first();
    await input.waitFor();
    await input.fill(service);
    await vscode.page.locator('.quick-input-list .monaco-list-row', { hasText: service }).click();
    await vscode.page.keyboard.press('Enter');
    await chip(`${other}/${service}`).waitFor();
    await comes('line 8');
    assert.deepEqual(await readThrough(frame), printed);
    for (const line of printed) {
      const project = line.includes(own) ? own : other;
      assert.equal(
        await logRow(frame, line).locator('.source').textContent(),
        `${project}/${service}`,
      );
    }
  });

  it('keeps the colour of the service that was there', async () => {
    assert.equal(await colourOf(`${own}/${service}`), colour);
    assert.notEqual(await colourOf(`${other}/${service}`), colour);
  });

  it('has what both print from then on in order of time', async () => {
    await print(other, own, other, own, own, other, other, own);
    await comes('line 16');
    assert.deepEqual(await readThrough(frame), printed);
    // Nothing is new to somebody who sees all there is.
    await frame.locator('.new-lines').waitFor({ state: 'hidden' });
    await vscode.screenshot('panel-logs-projects');
  });

  it('has only its own again when the other is removed', async () => {
    await chip(`${other}/${service}`).locator('.chip-remove').click();
    await chip(`${other}/${service}`).waitFor({ state: 'detached' });
    await chip(service).waitFor();
    assert.equal(await colourOf(service), colour);
    await print(other, own);
    await comes('line 18');
    assert.deepEqual(
      await readThrough(frame),
      printed.filter((line) => line.endsWith(own)),
    );
  });
});
