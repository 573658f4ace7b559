// Builds every bundle of the extension: `node esbuild.mjs` (or `--watch`, `--production`).
import { context } from 'esbuild';
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { licencesOf } from './scripts/setup/licences.mjs';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
  metafile: production,
  define: { 'process.env.NODE_ENV': JSON.stringify(production ? 'production' : 'development') },
};

/** @type {import('esbuild').BuildOptions} */
const node = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // CommonJS has no import.meta; the few places that ask for it get what it would say.
  banner: {
    js: [
      "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;",
      'const importMetaMain = require.main === module;',
    ].join('\n'),
  },
  define: {
    ...common.define,
    'import.meta.url': 'importMetaUrl',
    'import.meta.main': 'importMetaMain',
  },
  mainFields: ['module', 'main'],
};

/**
 * Left out of the server: the JavaScript ssh client with its native parts, since ssh goes through the
 * system's own `ssh`; and what dockerode needs for BuildKit sessions and folders as build contexts,
 * which it is never asked for (see docs/decisions/0001-engine-api-and-the-cli.md).
 */
const absent = /^(ssh2|@grpc\/grpc-js|@grpc\/proto-loader|protobufjs|tar-fs)$/;
const withoutAbsent = {
  name: 'without-absent',
  setup(build) {
    build.onResolve({ filter: absent }, ({ path }) => ({ path, namespace: 'absent' }));
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({
      contents: 'module.exports = {};',
    }));
  },
};

/**
 * `hb` starts anew for each command. Left out: what commander starts subcommands with that are programs
 * of their own, of which there are none. And `yaml` is one scope instead of a module a file: it is the
 * same code, built for browsers.
 */
const withoutDetours = {
  name: 'without-detours',
  setup(build) {
    build.onResolve({ filter: /^node:child_process$/ }, ({ path, importer }) =>
      /[\\/]node_modules[\\/]commander[\\/]/.test(importer)
        ? { path, namespace: 'detour' }
        : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'detour' }, () => ({
      contents: 'module.exports = {};',
    }));
    build.onResolve({ filter: /^yaml$/ }, () => ({
      path: fileURLToPath(import.meta.resolve('./node_modules/yaml/browser/index.js')),
    }));
  },
};

/**
 * Parts of the server with libraries of their own that only some ask for: bundles beside it, read when
 * they are imported. By the bundle's name, the module that is one.
 */
const lateParts = {
  prometheus: 'server/src/metrics/export/prometheus/pages.ts',
  otlp: 'server/src/metrics/export/otlp/sender.ts',
};
const withLateParts = {
  name: 'with-late-parts',
  setup(build) {
    const bundleOf = new Map(
      Object.entries(lateParts).map(([name, file]) => [path.resolve(file), `./${name}.cjs`]),
    );
    build.onResolve({ filter: /^\./ }, ({ kind, path: wanted, resolveDir }) => {
      const bundle = bundleOf.get(path.resolve(resolveDir, wanted));
      return kind === 'dynamic-import' && bundle !== undefined
        ? { path: bundle, external: true }
        : undefined;
    });
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
    plugins: [withoutAbsent, withLateParts],
  },
  {
    ...node,
    entryPoints: lateParts,
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
  },
  {
    // The command line, and the part of the server that only reads files.
    ...node,
    banner: {},
    define: { ...common.define, 'import.meta.filename': '__filename' },
    entryPoints: {
      hb: 'cli/src/main.ts',
      cli: 'cli/src/program.ts',
      compose: 'server/src/compose-only.ts',
    },
    outExtension: { '.js': '.cjs' },
    outdir: 'dist',
    plugins: [withoutDetours],
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
      'webview/empty': 'webview/src/base/empty.css',
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
const results = await Promise.all(
  bundles.map(async (options) => {
    const plugins = [...(options.plugins ?? []), ...(watch ? [announce] : [])];
    const build = await context({ ...options, plugins });
    if (watch) {
      await build.watch();
      return undefined;
    }
    try {
      return await build.rebuild();
    } finally {
      await build.dispose();
    }
  }),
);

if (production) {
  const inputs = results.flatMap((result) => Object.keys(result?.metafile?.inputs ?? {}));
  await writeFile('dist/LICENSES.txt', await licencesOf(inputs));
}
