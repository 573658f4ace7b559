import type { Advice } from '../advice.ts';
import { oneShotHealth } from './one-shot-health.ts';
import { oneShotRestarts } from './one-shot-restarts.ts';
import { oneShotStarted } from './one-shot-started.ts';

/** When services start and end. */
export const lifecycle: readonly Advice[] = [oneShotRestarts, oneShotHealth, oneShotStarted];
