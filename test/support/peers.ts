import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { run } from '../../scripts/setup/run.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Peer {
  /** `publisher.name`, as in the marketplace. */
  readonly id: string;
  /** The script of its language server, as it is published on npm. */
  readonly server: string;
}

/**
 * An extension with the identity of another one and its real language server, as a .vsix: the
 * marketplace is not to be had everywhere.
 */
export const makePeer = async ({ id, server }: Peer): Promise<string> => {
  const [publisher = '', name = ''] = id.split('.');
  const folder = path.join(root, '.hyperbox', 'peers', id);
  await mkdir(path.join(folder, 'dist'), { recursive: true });
  await build({
    entryPoints: [path.join(root, 'test', 'support', 'peer-client.ts')],
    outfile: path.join(folder, 'dist', 'extension.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    logLevel: 'warning',
    external: ['vscode'],
    define: { peer: JSON.stringify({ module: server, name }) },
  });
  const manifest = {
    ...{ name, publisher, version: '1.0.0', engines: { vscode: '^1.105.0' } },
    ...{ main: './dist/extension.cjs', extensionKind: ['workspace'] },
    activationEvents: ['onLanguage:dockercompose', 'onLanguage:yaml'],
  };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify(manifest));
  const out = path.join(folder, `${id}.vsix`);
  const vsce = path.join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const args = ['package', '--no-dependencies', '--allow-missing-repository', '--skip-license'];
  await run(process.execPath, [vsce, ...args, '--out', out], { cwd: folder });
  return out;
};
