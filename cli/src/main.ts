#!/usr/bin/env node
import { createRequire, enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ServerModule } from '#shared/in-process';
import type { Program } from './program.ts';
import { workingFolder } from './working-folder.ts';

/**
 * What node compiles is kept for the next time; that has to be said before the rest is loaded, so the
 * program is a bundle of its own beside this one. So are the servers: see docs/cli.md.
 */
const bundles = createRequire(import.meta.filename);

const cacheFolder = (): string => {
  const { XDG_CACHE_HOME: configured, LOCALAPPDATA: local } = process.env;
  const home =
    configured !== undefined && configured !== ''
      ? configured
      : process.platform === 'win32' && local !== undefined
        ? local
        : join(homedir(), '.cache');
  return join(home, 'hyperbox', 'compiled');
};

enableCompileCache(cacheFolder());
const { runProgram } = bundles('./cli.cjs') as Program;
void runProgram({
  arguments: process.argv.slice(2),
  environment: process.env,
  workingFolder: workingFolder(process.cwd(), process.env['PWD']),
  // Each of them is only opened when it is used.
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return process.stdout;
  },
  get stderr() {
    return process.stderr;
  },
  loadServer: (bundle) => bundles(`./${bundle}.cjs`) as ServerModule,
  version: () => (bundles('../package.json') as { readonly version: string }).version,
  onInterrupt: (listener) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, listener);
  },
  exit: (code) => process.exit(code),
}).then((code) => {
  // Not `process.exit`: what was written to a pipe has to arrive.
  process.exitCode = code;
});
