import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { ensureCompose } from '../../../../scripts/setup/compose.ts';
import { busyboxImage, command, connectEngine } from '../../../support/engine.ts';
import { openVsCode, type VsCode } from '../../../support/vscode.ts';

const project = `hyperbox-panels-${process.pid}`;

/** One service that prints numbered lines on both outputs. */
const composeFile = (image: string): string => `
name: ${project}
services:
  talker:
    image: ${image}
    init: true
    command:
      - sh
      - -c
      - |
        i=0
        printf '\\033[31mred\\033[0m line\\n'
        while true; do
          i=$$((i+1))
          echo "tick $$i <b class=injected>not bold</b><img src=x onerror=alert(1)>"
          echo "trouble $$i" >&2
          sleep 0.5
        done
`;

/** The page within a webview panel: the frame that has such an element. */
const panelFrame = async (page: Page, selector: string): Promise<Frame> => {
  const deadline = Date.now() + 30_000;
  for (;;) {
    for (const frame of page.frames()) {
      const there = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (there > 0) return frame;
    }
    assert.ok(Date.now() < deadline, `no panel with ${selector} within 30 s`);
    await page.waitForTimeout(100);
  }
};

/** Waits until what the page shows there is something else. */
const changes = async (frame: Frame, selector: string): Promise<void> => {
  const shown = async (): Promise<string> =>
    (await frame.locator(selector).allInnerTexts()).join('\n');
  const before = await shown();
  const deadline = Date.now() + 20_000;
  while ((await shown()) === before) {
    assert.ok(Date.now() < deadline, `${selector} did not change within 20 s`);
    await frame.page().waitForTimeout(100);
  }
};

describe('the panels in a real VS Code', () => {
  let vscode: VsCode;
  const closers: (() => Promise<unknown>)[] = [];

  before(async function () {
    this.timeout(300_000);
    const folder = await mkdtemp(path.join(tmpdir(), `${project}-`));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const engine = await connectEngine();
    try {
      await writeFile(path.join(folder, 'compose.yaml'), composeFile(await busyboxImage(engine)));
    } finally {
      engine.dispose();
    }
    const compose = await ensureCompose();
    closers.push(() => command(compose, ['--project-directory', folder, 'down', '-v', '-t', '1']));
    await command(compose, ['--project-directory', folder, 'up', '-d']);
    vscode = await openVsCode({ folder });
    closers.push(() => vscode.close());
    await vscode.page.getByText(`${project}: running`).waitFor({ timeout: 60_000 });
  });

  after(async function () {
    this.timeout(60_000);
    for (const close of closers.reverse()) await close();
  });

  describe('logs', () => {
    let frame: Frame;

    before(async () => {
      await vscode.runCommand('HyperBox: Show Logs of Project');
      frame = await panelFrame(vscode.page, 'main.logs');
      await frame
        .locator('.row', { hasText: /tick \d+/ })
        .first()
        .waitFor();
    });

    it('follow what containers print', async () => {
      await changes(frame, '.row:last-child');
      await frame.locator('.row.stderr', { hasText: 'trouble' }).first().waitFor();
      await vscode.screenshot('panel-logs');
    });

    it('keep HTML that a container prints as text', async () => {
      const text = await frame.locator('.row', { hasText: 'tick' }).first().innerText();
      assert.match(text, /<b class=injected>not bold<\/b><img src=x onerror=alert\(1\)>/);
      assert.equal(await frame.locator('.injected, .row img').count(), 0);
    });

    it('find a text, and say how often it is there', async () => {
      await frame.locator('.list').click();
      await vscode.page.keyboard.press('Control+f');
      await vscode.page.keyboard.type('red line');
      await vscode.page.keyboard.press('Enter');
      await frame.locator('.match.current').first().waitFor();
      await frame.locator('.count', { hasText: '1 of 1' }).waitFor();
      // Going to a match stops following; the button leads back.
      await frame.locator('.new-lines').click();
      await frame.locator('.new-lines').waitFor({ state: 'hidden' });
    });

    it('hide a service on a click', async () => {
      await frame.locator('.chip', { hasText: 'talker' }).click();
      await frame.locator('.chip[aria-pressed=false]').waitFor();
      await frame.locator('.row', { hasText: 'tick' }).first().waitFor({ state: 'detached' });
      await frame.locator('.chip', { hasText: 'talker' }).click();
      await frame.locator('.row', { hasText: 'tick' }).first().waitFor();
    });

    it('hold still while paused', async () => {
      await frame.locator('vscode-button[aria-label=Pause]').click();
      await frame.locator('.status-line', { hasText: /Paused\s*\d+ new/ }).waitFor();
      await frame.locator('vscode-button[aria-label=Resume]').click();
      await frame.locator('.status-line', { hasText: 'Live' }).waitFor();
    });

    it('come back with their settings after the window was reloaded', async () => {
      await frame.locator('vscode-button[aria-label="Wrap Lines"]').click();
      await frame.locator('.list.wrap').waitFor();
      // A reload of the browser's page alone would not wait for what VS Code has to write.
      await vscode.runCommand('Developer: Reload Window');
      await frame
        .locator('main')
        .waitFor({ state: 'detached' })
        .catch(() => undefined);
      frame = await panelFrame(vscode.page, 'main.logs .list.wrap');
      await frame
        .locator('.row', { hasText: /tick \d+/ })
        .first()
        .waitFor();
    });
  });
});
