import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheRoot } from '../setup/cache.mjs';
import { run, succeeds } from '../setup/run.mjs';
import { say } from '../setup/say.mjs';
import { ensureVsCode } from '../setup/vscode.ts';
import { calmSettings } from '../setup/vscode-settings.ts';
import { makeVsix } from '../setup/vsix.ts';
import { freePort, serverArgs, type VsCodeServerOptions } from '../setup/vscode-server.ts';

interface Running {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

type WindowFolders = Pick<VsCodeServerOptions, 'installation' | 'dataFolder' | 'extensionsFolder'>;

const home = (): string => path.join(cacheRoot(), 'vscode-window');
const runningFile = (): string => path.join(home(), 'running.json');

/** Opens the folder in VS Code with this checkout's extension. */
export async function openEditor(root: string, folder: string): Promise<void> {
  // Started by root, the desktop's VS Code refuses.
  if (process.getuid?.() !== 0 && (await succeeds('code'))) {
    await run('code', [`--extensionDevelopmentPath=${root}`, folder]);
    say('opened VS Code with the extension');
    return;
  }
  const url = await openInBrowser(root, folder);
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const canShow = process.platform === 'darwin' || process.env['DISPLAY'] !== undefined;
  if (canShow) await succeeds(opener, [url]);
  say(`VS Code with the extension: ${url}`);
}

async function openInBrowser(root: string, folder: string): Promise<string> {
  const installation = await ensureVsCode();
  const extensionsFolder = path.join(home(), 'extensions');
  const dataFolder = path.join(home(), 'data');
  await mkdir(extensionsFolder, { recursive: true });
  await writeSettings(path.join(dataFolder, 'data', 'User'));
  const common = { installation, dataFolder, extensionsFolder };
  await installExtension(root, common);
  const { port, token } = (await findRunning()) ?? (await start(common));
  const query = new URLSearchParams({ tkn: token, folder });
  return `http://127.0.0.1:${String(port)}/?${query.toString()}`;
}

/** Packs and installs what was built, unless that is what is installed. */
async function installExtension(root: string, window: WindowFolders): Promise<void> {
  const hash = createHash('sha256');
  const built = await readdir(path.join(root, 'dist'), { recursive: true, withFileTypes: true });
  for (const file of built.filter((entry) => entry.isFile())) {
    hash.update(await readFile(path.join(file.parentPath, file.name)));
  }
  hash.update(await readFile(path.join(root, 'package.json')));
  const digest = hash.digest('hex');
  const stamp = path.join(home(), 'installed');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return;
  say('installing the extension in VS Code for the browser');
  const vsix = path.join(home(), 'hyperbox.vsix');
  await makeVsix(root, vsix);
  const args = serverArgs({
    ...window,
    port: 0,
    extraArgs: ['--install-extension', vsix, '--force'],
  });
  await run(process.execPath, args, { timeoutMs: 120_000 });
  await writeFile(stamp, digest);
}

/** The first time only: from then on they are the user's. */
async function writeSettings(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const text = `${JSON.stringify(calmSettings, undefined, 2)}\n`;
  await writeFile(path.join(folder, 'settings.json'), text, { flag: 'wx' }).catch(
    (error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    },
  );
}

/** Ends the VS Code that we started in the background, if it still runs. */
export async function closeEditor(): Promise<void> {
  const running = await findRunning();
  if (!running) return;
  process.kill(running.pid, 'SIGTERM');
  await rm(runningFile(), { force: true });
  say('VS Code in the browser is stopped');
}

async function findRunning(): Promise<Running | undefined> {
  const text = await readFile(runningFile(), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const running = JSON.parse(text) as Running;
  return (await answers(running)) ? running : undefined;
}

/** A process id may be another program's by now: only the token shows that it is ours. */
async function answers({ port, token }: Omit<Running, 'pid'>): Promise<boolean> {
  const url = `http://127.0.0.1:${String(port)}/?tkn=${token}`;
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(3000) }).then(
    ({ status }) => status < 400,
    () => false,
  );
}

async function start(window: WindowFolders): Promise<Running> {
  const token = randomBytes(16).toString('hex');
  const tokenFile = path.join(home(), 'token');
  await writeFile(tokenFile, token, { mode: 0o600 });
  const port = await freePort();
  // Whoever started the project on the command line has said that it is to be trusted.
  const extraArgs = ['--disable-workspace-trust'];
  const args = serverArgs({ ...window, port, tokenFile, extraArgs });
  const log = await open(path.join(home(), 'server.log'), 'w');
  const child = spawn(process.execPath, args, {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  child.unref();
  const deadline = Date.now() + 60_000;
  while (!(await answers({ port, token }))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`VS Code did not start; see ${path.join(home(), 'server.log')}`);
    }
    await delay(200);
  }
  const running: Running = { pid: child.pid ?? 0, port, token };
  await writeFile(runningFile(), JSON.stringify(running), { mode: 0o600 });
  return running;
}
