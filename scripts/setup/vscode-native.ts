import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { canInstall, installPackages } from './apt.ts';
import { npm } from './npm.mjs';
import { run, succeeds } from './run.mjs';
import { say } from './say.mjs';

/** Without the first, the Output view stays empty; without the second, orphans live on. */
const modules: readonly string[] = ['@vscode/spdlog', '@vscode/native-watchdog'];

const tools = { make: 'make', 'g++': 'g++', python3: 'python3' };

/**
 * Compiles the two native modules of VS Code that come as source only. VS Code works without them,
 * so a machine that cannot compile gets a sentence about what is missing, not an error.
 */
export async function buildNativeModules(vscode: string): Promise<void> {
  try {
    await ensureTools();
    say("compiling two native modules of VS Code (its Output view's logs)");
    const folder = path.join(vscode, '.node-gyp');
    await mkdir(folder);
    await npm(['install', '--no-save', '--prefix', folder, 'node-gyp@12'], folder);
    const gyp = path.join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
    // The headers lie beside the program in every Node that npm or nodejs.org hands out.
    const headers = path.dirname(path.dirname(process.execPath));
    for (const name of modules) {
      const cwd = path.join(vscode, 'node_modules', name);
      await run(process.execPath, [gyp, 'rebuild', `--nodedir=${headers}`], { cwd });
    }
    await rm(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    say(`VS Code's Output view will be empty: ${reason ?? 'its module was not compiled'}`);
  }
}

async function ensureTools(): Promise<void> {
  const missing: string[] = [];
  for (const [program, name] of Object.entries(tools)) {
    if (!(await succeeds(program))) missing.push(name);
  }
  if (missing.length === 0) return;
  if (!canInstall()) throw new Error(`there is no ${missing.join(', ')}`);
  // `make` and the headers of the C library do not follow from g++ when recommendations are off.
  await installPackages([...missing, 'libc6-dev'], "VS Code's log module is compiled");
}
