import assert from 'node:assert/strict';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { ensureImages } from '../../../scripts/setup/images.ts';
import { run } from '../../../scripts/setup/run.mjs';
import { freePort } from '../../../scripts/setup/vscode-server.ts';
import { testEndpoint } from '../../support/engine.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const example = fileURLToPath(new URL('../../../examples/guestbook', import.meta.url));
const project = `hyperbox-ui-${String(process.pid)}`;

/** As a newcomer has it: the guestbook, the palette and the sidebar. */
describe('the guestbook in VS Code', function () {
  this.timeout(180_000);
  let parent: string;
  let folder: string;
  let port: number;
  let vscode: VsCode;

  before(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'hyperbox ui '));
    folder = path.join(parent, project);
    await cp(example, folder, { recursive: true });
    port = await freePort();
    const file = path.join(folder, 'compose.yaml');
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace("'8080:8080'", `'${String(port)}:8080'`));
    await ensureImages(folder, testEndpoint.address);
    vscode = await openVsCode({ folder, theme: 'light' });
  });

  after(async () => {
    await vscode.close();
    const all = await docker(
      'ps',
      '-aq',
      '--filter',
      `label=com.docker.compose.project=${project}`,
    );
    if (all) await docker('rm', '-f', ...all.split('\n'));
    for (const kind of ['network', 'volume']) {
      const filter = `label=com.docker.compose.project=${project}`;
      const names = await docker(kind, 'ls', '-q', '--filter', filter);
      if (names) await docker(kind, 'rm', ...names.split('\n'));
    }
    await rm(parent, { recursive: true, force: true });
  });

  const row = (name: RegExp): Locator => vscode.page.getByRole('treeitem', { name });

  it('is in the sidebar, not created', async () => {
    await vscode.page
      .getByRole('tab', { name: /^HyperBox/ })
      .first()
      .click();
    await row(/^web.*not created/i).waitFor({ timeout: 30_000 });
    await row(/^redis.*not created/i).waitFor();
  });

  it('starts from the palette, and its rows turn healthy by themselves', async () => {
    await vscode.runCommand('HyperBox: Start Project');
    await row(/^redis.*healthy/i).waitFor({ timeout: 60_000 });
    await row(/^web.*healthy/i).waitFor({ timeout: 60_000 });
    await row(/^worker.*running/i).waitFor();
    await vscode.screenshot('guestbook-started');
  });

  it('answers on its address, and what is written comes back by way of the worker', async () => {
    const address = `http://127.0.0.1:${String(port)}`;
    const body = JSON.stringify({ name: 'Ann', message: 'three words here' });
    assert.equal((await fetch(`${address}/entries`, { method: 'POST', body })).status, 202);
    const page = await vscode.page.context().newPage();
    await page.goto(address);
    await page.getByText('3 words').waitFor({ timeout: 10_000 });
    await page.close();
  });

  it('shows within a second that a container was killed from outside', async () => {
    const killed = docker('kill', `${project}-worker-1`);
    await Promise.all([
      killed,
      killed.then(() => row(/^worker.*(exited|exit code)/i).waitFor({ timeout: 1000 })),
    ]);
    await vscode.screenshot('guestbook-killed');
  });

  it('says who holds a port that is taken, and takes another', async () => {
    await docker('rm', '-f', `${project}-web-1`);
    const holder = createServer().listen(port, '0.0.0.0');
    await once(holder, 'listening');
    try {
      await vscode.runCommand('HyperBox: Start Project');
      await vscode.page
        .getByText(new RegExp(`port ${String(port)}`, 'i'))
        .first()
        .waitFor();
      await row(/^web.*healthy/i).waitFor({ timeout: 60_000 });
    } finally {
      holder.close();
    }
  });
});

const docker = async (...args: string[]): Promise<string> => (await run('docker', args)).trim();
