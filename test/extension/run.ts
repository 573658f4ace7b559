// `node test/extension/run.ts [SUITES [EXTENSION]]`: runs the suites within the extension host of a real VS Code, in
// the browser or, with HYPERBOX_VSCODE=electron, on the desktop.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkout, runInBrowser } from './browser-host.ts';
import { bundleSuites } from './bundle.ts';
import { runInElectron } from './electron-host.ts';

const hosts = { browser: runInBrowser, electron: runInElectron };

const host = process.env['HYPERBOX_VSCODE'] === 'electron' ? hosts.electron : hosts.browser;
const [suiteFolder, extension = checkout] = process.argv.slice(2);
const folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-workspace-'));
try {
  process.exitCode = await host({ suites: await bundleSuites(suiteFolder), extension, folder });
} finally {
  await rm(folder, { recursive: true, force: true });
}
