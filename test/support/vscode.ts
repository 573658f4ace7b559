import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { ensureVsCode } from '../../scripts/setup/vscode.ts';
import { freePort, startServer, stopServer } from '../../scripts/setup/vscode-server.ts';
import { launchBrowser } from './browser.ts';
import { createProfile, installVsix, type Theme } from './vscode-profile.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface OpenOptions {
  /** The folder to open; none when absent. */
  readonly folder?: string;
  readonly theme?: Theme;
  /**
   * A `.vsix` is installed, a folder is loaded as extension in development. When absent:
   * `HYPERBOX_VSIX` (set by `npm test`, made from this checkout), else this checkout.
   */
  readonly extension?: string;
  /** More extensions, each a `.vsix`. */
  readonly beside?: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  /** For the server and the extension host, over our own environment. */
  readonly env?: NodeJS.ProcessEnv;
  /** `ask` leaves workspace trust on, so the folder starts untrusted. */
  readonly trust?: 'all' | 'ask';
  readonly size?: { readonly width: number; readonly height: number };
  /** More entries of VS Code's payload, for tests that run within the extension host. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Called on the page before VS Code loads. */
  readonly prepare?: (context: BrowserContext) => Promise<void>;
}

/** A real VS Code with our extension, open in a real browser. */
export interface VsCode {
  readonly page: Page;
  /** The log of the server and of the extension hosts that it started is below it. */
  readonly dataFolder: string;
  /** Runs a command as a person does: palette, its title, Enter. */
  runCommand(title: string): Promise<void>;
  /** Writes `<name>.png` to `HYPERBOX_SCREENSHOTS` or `.hyperbox/screenshots`. */
  screenshot(name: string): Promise<string>;
  /** Ends the browser and the server and removes their folders. */
  close(): Promise<void>;
}

export async function openVsCode(options: OpenOptions = {}): Promise<VsCode> {
  const installation = await ensureVsCode();
  const extension = options.extension ?? process.env['HYPERBOX_VSIX'] ?? root;
  const profile = await createProfile({
    theme: options.theme ?? 'dark',
    ...(options.settings && { settings: options.settings }),
  });
  const closers: (() => Promise<unknown>)[] = [profile.remove];
  const close = async (): Promise<void> => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const installed = extension.endsWith('.vsix');
    for (const vsix of [...(installed ? [extension] : []), ...(options.beside ?? [])]) {
      await installVsix({ installation, profile, vsix });
    }
    const port = await freePort();
    const server = await startServer({
      installation,
      ...profile,
      port,
      ...(options.env && { env: options.env }),
      extraArgs: [
        // The driver makes the payload heard; it also keeps toasts away, which a user does see.
        ...(installed && options.payload === undefined ? [] : ['--enable-smoke-test-driver']),
        ...(options.trust === 'ask' ? [] : ['--disable-workspace-trust']),
      ],
    });
    closers.push(() => stopServer(server));
    const browser = await launchBrowser();
    closers.push(() => browser.close());
    const context = await browser.newContext({
      viewport: options.size ?? { width: 1280, height: 800 },
    });
    await options.prepare?.(context);
    const page = await context.newPage();
    const payload = [
      ...(installed ? [] : [['extensionDevelopmentPath', remoteUri(port, extension)] as const]),
      ...(options.payload ?? []).map(([key, value]) => [key, remoteUri(port, value)] as const),
    ];
    await page.goto(address(port, options.folder, payload));
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    return {
      page,
      dataFolder: profile.dataFolder,
      runCommand: (title) => runCommand(page, title),
      screenshot: (name) => screenshot(page, name),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const remoteUri = (port: number, file: string): string =>
  `vscode-remote://127.0.0.1:${String(port)}${pathToFileURL(file).pathname}`;

function address(
  port: number,
  folder: string | undefined,
  payload: readonly (readonly [string, string])[],
): string {
  const url = new URL(`http://127.0.0.1:${String(port)}/`);
  if (folder === undefined) url.searchParams.set('ew', 'true');
  else url.searchParams.set('folder', folder);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}

/**
 * An extension's commands are in the palette a moment after the window is, so the search is
 * repeated until the title is there; the first row with exactly this title is taken.
 */
async function runCommand(page: Page, title: string): Promise<void> {
  const input = page.locator('.quick-input-widget input').first();
  const rows = page.locator('.quick-input-list .monaco-list-row');
  const deadline = Date.now() + 30_000;
  for (;;) {
    await page.keyboard.press('F1');
    await input.waitFor({ timeout: 10_000 });
    await input.fill(`>${title}`);
    const row = rows.filter({ has: page.getByText(title, { exact: true }) }).first();
    const there = await row.waitFor({ timeout: 2000 }).then(
      () => true,
      () => false,
    );
    if (there) {
      await row.click();
      return;
    }
    await page.keyboard.press('Escape');
    if (Date.now() > deadline) throw new Error(`no command "${title}" in the palette within 30 s`);
    await delay(200);
  }
}

async function screenshot(page: Page, name: string): Promise<string> {
  const folder = process.env['HYPERBOX_SCREENSHOTS'] ?? path.join(root, '.hyperbox', 'screenshots');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${name}.png`);
  await page.screenshot({ path: file });
  return file;
}
