#!/usr/bin/env node
import { homedir } from 'node:os';
import type { InProcessOptions, InProcessServer } from '#shared/in-process';
import { systemClock } from './base/clock.ts';
import { messageOf } from './base/error.ts';
import { openInProcess as openDoor } from './doors/in-process.ts';
import { streamLog } from './doors/lsp-log.ts';
import type { Platform } from './platform.ts';

const platform: Platform = {
  name: process.platform,
  environment: process.env,
  homeFolder: homedir(),
  workingFolder: process.cwd(),
  clock: systemClock,
};
const log = streamLog(process.stderr);

/**
 * For a program that has this bundle in its own process: see `ServerModule`. What it says is that
 * program's matter; only what goes wrong is written beside it.
 */
export const openInProcess = (options: InProcessOptions): InProcessServer =>
  openDoor(options, { platform, log: { ...log, info: () => undefined } });

if (import.meta.main) {
  process.on('unhandledRejection', (reason) => {
    log.error('A promise was rejected and nobody looked.', reason);
  });
  // What connections are made of is not needed in another's process.
  import('./serve.ts')
    .then(({ serve }) => serve(platform, log))
    .catch((error: unknown) => {
      log.error(messageOf(error));
      process.exit(2);
    });
}
