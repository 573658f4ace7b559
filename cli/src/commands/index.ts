import type { Command } from '../command.ts';
import { config } from './config.ts';
import { down } from './down.ts';
import { logs } from './logs.ts';
import { ps } from './ps.ts';
import { restart } from './restart.ts';
import { run } from './run.ts';
import { stop } from './stop.ts';
import { up } from './up.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [config, up, ps, logs, run, restart, stop, down];
