// Builds every bundle of the extension: `node esbuild.mjs` (or `--watch`, `--production`).
import { context } from 'esbuild';
import { copyFile, cp, mkdir } from 'node:fs/promises';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // CommonJS has no import.meta; the few places that ask for it get the bundle's own address.
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  define: { ...common.define, 'import.meta.url': 'importMetaUrl' },
  mainFields: ['module', 'main'],
};

/** ssh goes through the system's own `ssh`, so the JavaScript client and its native parts stay out. */
const withoutSsh2 = {
  name: 'without-ssh2',
  setup(build) {
    build.onResolve({ filter: /^ssh2$/ }, () => ({ path: 'ssh2', namespace: 'absent' }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

const bundles = [
  {
    ...node,
    entryPoints: { client: 'client/src/extension.ts' },
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
    external: ['vscode'],
  },
  {
    ...node,
    entryPoints: { server: 'server/src/main.ts' },
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
    plugins: [withoutSsh2],
  },
  {
    ...common,
    entryPoints: {
      'webview/metrics': 'webview/src/metrics/main.ts',
      'webview/logs': 'webview/src/logs/main.ts',
    },
    outdir: 'dist',
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  },
  {
    ...common,
    entryPoints: {
      'webview/metrics': 'webview/src/metrics/metrics.css',
      'webview/logs': 'webview/src/logs/logs.css',
    },
    outdir: 'dist',
    sourcemap: false,
  },
];

/** Two lines that an editor's background task can wait for. */
const announce = {
  name: 'announce',
  setup(build) {
    build.onStart(() => console.log('building'));
    build.onEnd(() => console.log('built'));
  },
};

await mkdir('dist/webview', { recursive: true });
await copyFile('node_modules/@vscode/codicons/dist/codicon.css', 'dist/webview/codicon.css');
await copyFile('node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/webview/codicon.ttf');
await cp('webview/icons', 'dist/webview', { recursive: true });
await Promise.all(
  bundles.map(async (options) => {
    const plugins = [...(options.plugins ?? []), ...(watch ? [announce] : [])];
    const build = await context({ ...options, plugins });
    if (watch) {
      await build.watch();
      return;
    }
    try {
      await build.rebuild();
    } finally {
      await build.dispose();
    }
  }),
);
