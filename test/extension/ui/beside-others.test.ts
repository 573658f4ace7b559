import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { goTo, openFile } from './bed/editor.ts';
import { lensSays, lensTexts } from './bed/lenses.ts';
import { until } from './bed/wait.ts';
import { ensureLanguageServers } from '../../../scripts/setup/language-servers.ts';
import { makePeer } from '../../support/peers.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const schema = fileURLToPath(
  new URL('../../../server/src/compose/schema/compose-spec.json', import.meta.url),
);
const text = `services:
  web:
    image: "busybox:1.37"
    depends_on: [nobody]
    commnd: sleep 1
  db:
    image: busybox
`;

/** With the real servers of Red Hat and Microsoft in the same window. */
describe('compose files beside other extensions', function () {
  this.timeout(120_000);
  let folder: string;
  let vscode: VsCode;

  before(async function () {
    this.timeout(600_000);
    folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-beside-'));
    await writeFile(path.join(folder, 'compose.yaml'), text);
    const servers = await ensureLanguageServers();
    vscode = await openVsCode({
      folder,
      beside: [
        await makePeer({ id: 'redhat.vscode-yaml', server: servers.yaml }),
        await makePeer({ id: 'ms-azuretools.vscode-containers', server: servers.compose }),
      ],
      settings: {
        'files.autoSave': 'off',
        'yaml.schemaStore.enable': false,
        'yaml.schemas': { [`file://${schema}`]: 'compose*.yaml' },
      },
    });
    await openFile(vscode.page, 'compose.yaml');
  });

  after(async () => {
    await vscode.close();
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(async function () {
    if (this.currentTest?.state === 'failed') await vscode.screenshot('beside-failed');
  });

  /** What the list of problems has, each with who says it. */
  const problems = async (): Promise<readonly string[]> => {
    const rows = vscode.page.locator('.markers-panel-container .monaco-list-row');
    return (await rows.allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' ').trim());
  };

  it('are told of a mistake once', async () => {
    await vscode.runCommand('View: Focus Problems');
    await until('both', async () => {
      const told = await problems();
      return told.some((row) => row.includes('commnd')) &&
        told.some((row) => row.includes('nobody'))
        ? true
        : undefined;
    });
    await until('the other one', async () =>
      (await problems()).some((row) => /commnd.*yaml/i.test(row)) ? true : undefined,
    );
    await until('each of them once', async () => {
      const told = await problems();
      const times = (what: string): number => told.filter((row) => row.includes(what)).length;
      return times('commnd') === 1 && times('nobody') === 1 ? true : undefined;
    });
  });

  it('have their quick fix all the same', async () => {
    await openFile(vscode.page, 'compose.yaml');
    await goTo(vscode.page, 5, 6);
    await vscode.page.keyboard.press('Control+.');
    await vscode.page.locator('.action-widget .action', { hasText: 'command' }).first().waitFor();
    await vscode.page.keyboard.press('Escape');
  });

  it('are completed with each key once', async () => {
    const { keyboard } = vscode.page;
    await goTo(vscode.page, 7, '    image: busybox'.length + 1);
    await keyboard.press('Enter');
    await keyboard.type('sto');
    await keyboard.press('Control+Space');
    const widget = vscode.page.locator('.suggest-widget.visible');
    const offers = widget.getByRole('option', { name: /^stop_grace_period/ });
    await offers.first().waitFor();
    assert.equal(await offers.count(), 1);
    await keyboard.press('Escape');
    await vscode.runCommand('File: Revert File');
  });

  it('are explained once', async () => {
    await goTo(vscode.page, 2, 1);
    await goTo(vscode.page, 3, 6);
    await vscode.runCommand('Show or Focus Hover');
    const hover = vscode.page.locator('.monaco-hover', { hasText: 'to start the container' });
    await hover.waitFor();
    const said = await hover.innerText();
    assert.equal(said.split('Specify the image to start the container from').length, 2, said);
    await vscode.page.keyboard.press('Escape');
  });

  it('have one outline', async () => {
    await vscode.runCommand('Explorer: Focus on Outline View');
    const names = vscode.page.locator('.outline-tree .monaco-list-row', { hasText: 'web' });
    await names.first().waitFor();
    assert.equal(await names.count(), 1);
  });

  it('have no second lens that starts a service, and all that the others do not show', async () => {
    // VS Code does not always ask for lenses in an editor whose text was reverted.
    await vscode.runCommand('View: Close Editor');
    await openFile(vscode.page, 'compose.yaml');
    // The other's server may take its time.
    await lensSays(vscode.page, /Run Service/, 90_000);
    await lensSays(vscode.page, /not created/);
    const lenses = (await lensTexts(vscode.page)).join('\n');
    assert.doesNotMatch(lenses, /Start/);
  });
});
