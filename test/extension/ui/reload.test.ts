import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FrameLocator, Locator } from 'playwright-core';
import { freePort } from '../../../scripts/setup/vscode-server.ts';
import { docker, removeProject } from './bed/docker.ts';
import { fadedIn, goTo, openFile } from './bed/editor.ts';
import { panelFrame } from './bed/panels.ts';
import { foldViews, growView, openSidebar, row } from './bed/rows.ts';
import { projectOfShots, themeOfShots, tidyForShots } from './bed/shots.ts';
import { toast } from './bed/toasts.ts';
import { until } from './bed/wait.ts';
import { ensureBusybox } from '../../support/engine.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const project =
  projectOfShots === undefined ? `hyperbox-reloads-${String(process.pid)}` : 'my-site';

/** A page that is in an image, and a worker whose script is mounted. */
const composeOf = (image: string, port: number): string => `name: ${project}
services:
  web:
    build: ./web
    init: true
    stop_grace_period: 1s
    ports: ['127.0.0.1:${String(port)}:8080']
  worker:
    image: ${image}
    init: true
    stop_grace_period: 1s
    command: [sh, /work/work.sh]
    volumes: ['./worker:/work:ro']
`;
const dockerfileOf = (image: string): string => `FROM ${image}
COPY page /page
CMD ["httpd", "-f", "-p", "8080", "-h", "/page"]
`;

describe('reloads in VS Code', function () {
  this.timeout(120_000);
  let parent: string;
  let folder: string;
  let settings: string;
  let port: number;
  let vscode: VsCode;

  before(async function () {
    this.timeout(300_000);
    parent = await mkdtemp(path.join(tmpdir(), 'hyperbox reloads '));
    folder = path.join(parent, 'site');
    port = await freePort();
    const image = await ensureBusybox();
    await mkdir(path.join(folder, 'web', 'page'), { recursive: true });
    await mkdir(path.join(folder, 'worker'));
    await writeFile(path.join(folder, 'compose.yaml'), composeOf(image, port));
    await writeFile(path.join(folder, 'web', 'Dockerfile'), dockerfileOf(image));
    await writeFile(path.join(folder, 'web', 'page', 'index.html'), '<h1>first</h1>\n');
    await writeFile(path.join(folder, 'worker', 'work.sh'), 'echo working\nexec sleep 1000\n');
    // There from the start: of a folder that is new, VS Code may miss what is written right after.
    settings = path.join(folder, '.vscode', 'settings.json');
    await mkdir(path.dirname(settings));
    await writeFile(settings, '{}');
    vscode = await openVsCode({
      folder,
      theme: themeOfShots,
      settings: { 'editor.minimap.enabled': false },
    });
  });

  after(async () => {
    await (vscode as VsCode | undefined)?.close();
    await removeProject(project);
    await docker('rmi', '-f', `${project}-web`).catch(() => undefined);
    await rm(parent, { recursive: true, force: true });
  });

  const rowOf = (name: RegExp): Locator => row(vscode.page, name);
  const reloadsOf = (service: string): Locator => rowOf(new RegExp(`^reload of ${service}, `));
  const button = async (item: Locator, name: RegExp): Promise<void> => {
    await item.hover();
    await item.getByRole('button', { name }).click();
  };
  /** Types at the beginning of a line, and saves. */
  const edit = async (file: string, line: number, text: string): Promise<void> => {
    await openFile(vscode.page, file);
    await goTo(vscode.page, line, 1);
    await vscode.page.keyboard.type(text);
    await vscode.page.keyboard.press('Control+s');
  };
  const pageText = async (): Promise<string> => {
    const answer = await fetch(`http://127.0.0.1:${String(port)}/index.html`);
    return answer.text();
  };

  it('says what the view is for, and has the button that turns it on', async () => {
    await openSidebar(vscode.page);
    await rowOf(/^web, not created/).waitFor({ timeout: 30_000 });
    await tidyForShots(vscode);
    // Room for what is looked at; a picture has it already.
    const others = projectOfShots === undefined ? ['Containers', 'Engine'] : [];
    await foldViews(vscode.page, ['Reloads', ...others]);
    await growView(vscode.page, 'Reloads', 250);
    await vscode.page.getByText('Save a file, and the services that use it').first().waitFor();
    await vscode.page.getByRole('button', { name: 'Turn Auto Restart on Save On' }).waitFor();
    await vscode.screenshot('reloads-empty');
    await vscode.runCommand('HyperBox: Start Project');
    await rowOf(/^web, running/).waitFor({ timeout: 60_000 });
    await rowOf(/^worker, running/).waitFor();
    await vscode.runCommand('Notifications: Clear All Notifications');
  });

  it('is turned on for one service by the button on its row', async () => {
    await button(rowOf(/^worker, running/), /Turn Auto Restart on Save On/);
    await rowOf(new RegExp(`^${project}, .*auto restart of worker`)).waitFor();
    await rowOf(/^worker, running · auto restart/).waitFor();
  });

  it('shows what was done after a save: which file, why, how long each stage took', async () => {
    await edit('work.sh', 1, 'echo more\n');
    const reload = reloadsOf('worker').first();
    await reload.filter({ hasText: /restart · [\d.]+ m?s · work\.sh/ }).waitFor();
    await reload.click();
    for (const stage of ['saved', 'restarted']) {
      await rowOf(new RegExp(`^${stage}, \\+[\\d.]+ m?s`)).waitFor();
    }
    await rowOf(/worker\/work\.sh$/).waitFor();
    await vscode.page.locator('.statusbar-item', { hasText: /worker [\d.]+ m?s/ }).waitFor();
    await vscode.screenshot('reloads');
  });

  it('leaves a service alone whose toggle is off', async () => {
    await edit('index.html', 1, '<p>nobody sees this</p>\n');
    await edit('work.sh', 1, 'echo again\n');
    await until('the second reload of worker', async () =>
      (await reloadsOf('worker').count()) === 2 ? true : undefined,
    );
    assert.equal(await reloadsOf('web').count(), 0);
    assert.doesNotMatch(await pageText(), /nobody sees this/);
  });

  it('is turned on for more services in the status bar', async () => {
    await vscode.page.locator('.statusbar-item', { hasText: new RegExp(`${project}: `) }).click();
    await vscode.page.getByText('Auto Restart of Services…').first().click();
    const choices = vscode.page.locator('.quick-input-list .monaco-list-row');
    await choices.filter({ hasText: 'web' }).click();
    await vscode.screenshot('reload-services');
    await vscode.page.keyboard.press('Enter');
    await rowOf(new RegExp(`^${project}, .*auto restart(?! of)`)).waitFor();
  });

  it('brings a saved file of an image to the page', async () => {
    await edit('index.html', 1, '<p>second</p>\n');
    await reloadsOf('web')
      .filter({ hasText: /index\.html/ })
      .first()
      .waitFor();
    await until('the page', async () => ((await pageText()).includes('second') ? true : undefined));
  });

  it('writes a line into the logs', async () => {
    await vscode.runCommand('HyperBox: Show Logs of Project');
    const frame = await panelFrame(vscode.page, 'main.logs');
    await writeFile(path.join(folder, 'worker', 'work.sh'), 'echo logged\nexec sleep 1000\n');
    await frame
      .locator('.row', { hasText: /worker reloaded in \d+ ms: work\.sh \(restart\)/ })
      .waitFor();
    await vscode.runCommand('View: Close All Editors');
  });

  it('explains which file does what to which service, and leads to where that is written', async () => {
    await vscode.runCommand('HyperBox: Explain Reload Rules');
    const preview = await previewOf(vscode);
    await preview.getByRole('heading', { name: `Reload rules of ${project}` }).waitFor();
    await preview.getByText('the service restarts').first().waitFor();
    await preview.getByText('./worker', { exact: false }).first().waitFor();
    await vscode.screenshot('reload-rules');
    const link = preview.getByRole('link', { name: /compose\.yaml:\d+/ }).first();
    await link.click();
    await vscode.page.locator('.tab.active', { hasText: 'compose.yaml' }).waitFor();
    await vscode.runCommand('View: Close All Editors');
  });

  it('takes what a setting says of a service', async () => {
    try {
      await writeFile(settings, JSON.stringify({ 'hyperbox.reload.services': { worker: 'none' } }));
      await vscode.runCommand('HyperBox: Explain Reload Rules');
      const preview = await previewOf(vscode);
      await preview.getByText('hyperbox.reload.services').first().waitFor();
    } finally {
      await writeFile(settings, '{}');
    }
    await vscode.runCommand('View: Close All Editors');
  });

  it('has the rules in the tooltip of a service', async () => {
    const told = vscode.page.locator('.monaco-hover', { hasText: 'On save' });
    const item = rowOf(/^worker, running/);
    for (let left = 5; left > 0 && !(await told.isVisible()); left -= 1) {
      await vscode.page.mouse.move(600, 400);
      await item.hover();
      await told.waitFor({ timeout: 5000 }).catch(() => undefined);
    }
    await told.filter({ hasText: './worker: restart' }).waitFor();
    await vscode.screenshot('reload-tooltip');
    await vscode.page.mouse.move(600, 400);
  });

  it('shows a build that fails as a problem at its line, and says it once', async () => {
    const dockerfile = path.join(folder, 'web', 'Dockerfile');
    const good = await readFile(dockerfile, 'utf8');
    await edit('Dockerfile', 3, 'RUN echo no such thing; exit 3\n');
    const said = toast(vscode.page, /web could not be reloaded/);
    await said.waitFor({ timeout: 30_000 });
    await fadedIn(vscode.page, '.notification-toast');
    await vscode.page.locator('.squiggly-error').first().waitFor();
    await vscode.page.locator('.statusbar-item', { hasText: 'web: reload failed' }).waitFor();
    await vscode.screenshot('reload-failed');
    await said.getByRole('button', { name: 'Show Reload' }).click();
    await vscode.page
      .getByRole('treeitem', { name: /^reload of web, .*failed/, selected: true })
      .waitFor();
    await rowOf(/^no such thing$/).waitFor();

    const failed = await reloadsOf('web').filter({ hasText: 'failed' }).count();
    await edit('Dockerfile', 1, '# still failing\n');
    await until('the second failure', async () =>
      (await reloadsOf('web').filter({ hasText: 'failed' }).count()) > failed ? true : undefined,
    );
    assert.equal(await said.count(), 0, 'nothing is said twice');

    await writeFile(dockerfile, good);
    await vscode.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    await vscode.page
      .locator('.statusbar-item', { hasText: 'web: reload failed' })
      .waitFor({ state: 'detached' });
  });

  it('does a reload once more', async () => {
    await vscode.runCommand('HyperBox: Clear Reloads');
    await edit('work.sh', 1, 'echo once\n');
    await reloadsOf('worker')
      .filter({ hasText: /[\d.]+ m?s/ })
      .waitFor();
    await button(reloadsOf('worker'), /Run Again/);
    await until('one more reload of worker', async () =>
      (await reloadsOf('worker').count()) === 2 ? true : undefined,
    );
  });

  it('does nothing any more once it is off for the project', async () => {
    await button(rowOf(new RegExp(`^${project}, `)), /Turn Auto Restart on Save Off/);
    await rowOf(new RegExp(`^${project}, (?!.*auto restart)`)).waitFor();
    const before = await rowOf(/^reload of /).count();
    await edit('work.sh', 1, 'echo nobody hears\n');
    await edit('index.html', 1, '<p>nobody sees</p>\n');
    await vscode.page.waitForTimeout(2000);
    assert.equal(await rowOf(/^reload of /).count(), before);
    assert.doesNotMatch(await pageText(), /nobody sees</);
  });

  it('is emptied by its button', async () => {
    await vscode.runCommand('HyperBox: Clear Reloads');
    await rowOf(/^reload of /)
      .first()
      .waitFor({ state: 'detached' });
  });
});

/** The page of a Markdown preview, within the frames that VS Code puts around it. */
const previewOf = async ({ page }: VsCode): Promise<FrameLocator> => {
  await page.locator('.tab.active', { hasText: /^Preview / }).waitFor();
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
};
