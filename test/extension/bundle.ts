import { glob } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Bundles the suites that run within the extension host to one CommonJS file, which is all that
 * both hosts (browser and desktop) can load, and answers with its path.
 */
export async function bundleSuites(
  folder = path.join(root, 'test', 'extension', 'suite'),
): Promise<string> {
  const outfile = path.join(root, '.hyperbox', 'extension-tests', 'index.cjs');
  const files: string[] = [];
  for await (const file of glob('**/*.test.ts', { cwd: folder }))
    files.push(path.join(folder, file));
  await build({
    entryPoints: [path.join(root, 'test', 'extension', 'index.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    sourcemap: 'inline',
    logLevel: 'warning',
    external: ['vscode', 'mocha'],
    plugins: [suites(files.sort())],
  });
  return outfile;
}

const suites = (files: readonly string[]): Plugin => ({
  name: 'suites',
  setup(builder) {
    builder.onResolve({ filter: /^hyperbox-suites$/ }, () => ({
      path: 'suites',
      namespace: 'suites',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'suites' }, () => ({
      contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    }));
  },
});
