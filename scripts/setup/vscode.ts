import { rename, rm, symlink } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { npm } from './npm.mjs';
import { run } from './run.mjs';
import { say } from './say.mjs';
import { buildNativeModules } from './vscode-native.ts';

/** The npm package that holds a whole VS Code server; this version is VS Code 1.139.1. */
const version = '4.139.1';

/**
 * A VS Code that runs in the browser: the folder with `out/server-main.js`. Of the package we use
 * that server only, without the program around it; its terminal and its file watcher come with
 * their binaries.
 */
export async function ensureVsCode(): Promise<string> {
  return cached(`vscode-${version}-node${process.versions.modules}`, async (folder) => {
    say('setting up VS Code for the browser from npm (about 600 MB, once)');
    await npm(['pack', '--silent', `code-server@${version}`], folder);
    const archive = `code-server-${version}.tgz`;
    await run('tar', ['-xzf', archive], { cwd: folder });
    const server = path.join(folder, 'package', 'lib', 'vscode');
    say('setting up VS Code for the browser: its packages');
    await npm(['install', '--omit=dev'], server);
    await npm(['install', '--omit=dev'], path.join(server, 'extensions'));
    await buildNativeModules(server);
    // Extensions look for grammars and the like under the name that the desktop's archive has.
    await symlink('node_modules', path.join(server, 'node_modules.asar'), 'junction');
    await removeAll(server, ['extensions/copilot', 'extensions/mermaid-markdown-features']);
    await Promise.all(
      [
        'out',
        'node_modules',
        'node_modules.asar',
        'extensions',
        'bin',
        'resources',
        'package.json',
        'product.json',
      ].map((name) => rename(path.join(server, name), path.join(folder, name))),
    );
    await removeAll(folder, ['package', archive]);
  });
}

async function removeAll(folder: string, names: readonly string[]): Promise<void> {
  await Promise.all(
    names.map((name) => rm(path.join(folder, name), { recursive: true, force: true })),
  );
}
