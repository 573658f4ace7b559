import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { fadedIn, goTo, markedText, openFile } from './bed/editor.ts';
import { copyGuestbook, type Guestbook } from './bed/guestbook.ts';
import { lensSays, lensVerb } from './bed/lenses.ts';
import { projectOfShots, themeOfShots } from './bed/shots.ts';
import { until } from './bed/wait.ts';
import { openVsCode, type VsCode } from '../../support/vscode.ts';

const override = `services:
  web:
    environment:
      GREETING: \${GREETING:-hello}
      REDIS_HOST: redis
    depends_on:
      redis:
        condition: service_healthy
  redis:
    mem_limit: 256m
`;

/** What an editor does with a compose file, as a person sees it. */
describe('compose files in VS Code', function () {
  this.timeout(120_000);
  let book: Guestbook;
  let vscode: VsCode;
  let text: string;

  before(async function () {
    this.timeout(600_000);
    book = await copyGuestbook(projectOfShots ?? `hyperbox-language-${String(process.pid)}`);
    await writeFile(book.file('compose.override.yaml'), override);
    text = await readFile(book.file('compose.yaml'), 'utf8');
    vscode = await openVsCode({
      folder: book.folder,
      theme: themeOfShots,
      settings: {
        'editor.minimap.enabled': false,
        'window.title': 'guestbook',
        'files.autoSave': 'off',
        'editor.hover.above': false,
      },
    });
    await openFile(vscode.page, 'compose.yaml');
  });

  after(async () => {
    await vscode.close();
    await book.dispose();
  });

  afterEach(async function () {
    if (this.currentTest?.state !== 'failed') return;
    await vscode.screenshot('language-failed');
    // What it typed is not the next one's matter.
    await vscode.page.keyboard.press('Escape');
    await vscode.runCommand('File: Revert File');
  });

  /** Line and column of a text in the file, from 1; `after` puts the cursor behind it. */
  const placeOf = (part: string, after = false): readonly [number, number] => {
    const at = text.indexOf(part) + (after ? part.length : 0);
    const before = text.slice(0, at).split('\n');
    return [before.length, before.at(-1)!.length + 1];
  };
  const cursorTo = (part: string, after = false): Promise<void> =>
    goTo(vscode.page, ...placeOf(part, after));
  const save = async (): Promise<string> => {
    await vscode.runCommand('File: Save All');
    await vscode.page.locator('.tab.dirty').first().waitFor({ state: 'detached' });
    return readFile(book.file('compose.yaml'), 'utf8');
  };
  const isMarked = (word: string) =>
    until(`${word} is marked`, async () =>
      (await markedText(vscode.page)).some((marked) => marked.includes(word)) ? true : undefined,
    );

  it('mends a mistake from the light bulb', async () => {
    const { keyboard } = vscode.page;
    await cursorTo('      redis:', true);
    await keyboard.press('ArrowLeft');
    await keyboard.press('Backspace');
    await isMarked('redi');
    const fix = vscode.page.locator('.action-widget .action', { hasText: 'redis' }).first();
    // What is offered while one types comes when it comes, and closes the menu.
    await until('the menu', async () => {
      await keyboard.press('Escape');
      await keyboard.press('Control+.');
      return fix.waitFor({ timeout: 3000 }).then(
        () => true,
        () => undefined,
      );
    });
    await fadedIn(vscode.page, '.action-widget');
    await vscode.screenshot('language-fix');
    await fix.click();
    await vscode.page.locator('.squiggly-error').first().waitFor({ state: 'detached' });
    assert.equal(await save(), text);
  });

  it('offers what can stand there, with what it means', async () => {
    const { keyboard } = vscode.page;
    await cursorTo('    restart: unless-stopped', true);
    await keyboard.press('Enter');
    await keyboard.type('sto');
    const widget = vscode.page.locator('.suggest-widget.visible');
    await widget.getByRole('option', { name: /^stop_grace_period/ }).waitFor();
    // A second time shows what the first one in the list means.
    await keyboard.press('Control+Space');
    await vscode.page.locator('.suggest-details', { hasText: /stop/i }).waitFor();
    // It has its height from the first of its words until it is shown again.
    await keyboard.press('ArrowDown');
    await vscode.page.locator('.suggest-details', { hasText: /signal/i }).waitFor();
    await keyboard.press('ArrowUp');
    await vscode.page.locator('.suggest-details', { hasText: /Time to wait/ }).waitFor();
    await fadedIn(vscode.page, '.suggest-widget');
    await vscode.screenshot('language-completion');
    await keyboard.press('Enter');
    await keyboard.type('5s');
    const added = '    restart: unless-stopped\n    stop_grace_period: 5s';
    assert.equal(await save(), text.replace('    restart: unless-stopped', added));
    await keyboard.press('Control+Shift+k');
    assert.equal(await save(), text);
  });

  it('shows what a value comes to, over all files', async () => {
    await cursorTo('environment:');
    const hover = vscode.page.locator('.monaco-hover', { hasText: 'GREETING' }).first();
    // A lens that comes moves the text, and the hover goes.
    await until('a hover that stays', async () => {
      await vscode.runCommand('Show or Focus Hover');
      await hover.waitFor();
      await fadedIn(vscode.page, '.monaco-hover, .quick-input-widget');
      await vscode.screenshot('language-hover');
      return (await hover.isVisible()) ? true : undefined;
    });
    assert.match(await hover.innerText(), /hello/);
    await vscode.page.keyboard.press('Escape');
  });

  it('renames a service in every file that names it', async () => {
    const { page } = vscode;
    const { keyboard } = page;
    await openFile(page, 'compose.override.yaml');
    await vscode.runCommand('View: Move Editor into Right Group');
    await vscode.runCommand('View: Focus First Editor Group');
    const [line, column] = placeOf('  redis:\n    image');
    await goTo(page, line, column + 2);
    await keyboard.press('F2');
    const box = page.locator('.rename-box input');
    await box.waitFor();
    await box.fill('store');
    await vscode.screenshot('language-rename');
    await keyboard.press('Enter');
    await box.waitFor({ state: 'hidden' });
    await page.locator('.tab.dirty').nth(1).waitFor();
    const renamed = await save();
    const other = await readFile(book.file('compose.override.yaml'), 'utf8');
    assert.match(other, /^ {2}store:\n {4}mem_limit/m);
    assert.match(other, /^ {6}store:\n {8}condition/m);
    assert.equal(renamed.match(/^ +store:$/gm)?.length, 3);
    assert.match(renamed, /REDIS_HOST: redis/, 'a text is not a name');
    await writeFile(book.file('compose.yaml'), text);
    await writeFile(book.file('compose.override.yaml'), override);
  });

  it('starts a project from the lens above it, and says how each service is by itself', async () => {
    await vscode.runCommand('View: Close All Editors');
    await openFile(vscode.page, 'compose.yaml');
    await goTo(vscode.page, 1, 1);
    await lensSays(vscode.page, /^0 of 3 running \| Start Project/);
    await lensVerb(vscode.page, 'Start Project').click();
    await lensSays(
      vscode.page,
      /running · healthy · :\d+(?:→8080)? \| Stop \| Restart \| Logs \| Terminal/,
      60_000,
    );
    await lensSays(vscode.page, /3 of 3 running \| Stop Project/);
    await vscode.runCommand('Notifications: Clear All Notifications');
    await fadedIn(vscode.page, '.quick-input-widget');
    await vscode.screenshot('language-lenses');
  });
});
