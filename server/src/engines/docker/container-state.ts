import type { ContainerStatus, HealthStatus } from '#shared/protocol/inventory';
import { signalNumberOf } from '../../base/exit-code.ts';

const statuses: Readonly<Record<string, ContainerStatus>> = {
  created: 'created',
  running: 'running',
  paused: 'paused',
  restarting: 'restarting',
  removing: 'removing',
  exited: 'exited',
  dead: 'dead',
  // Podman's own words.
  configured: 'created',
  initialized: 'created',
  stopped: 'exited',
  stopping: 'running',
};

export const parseStatus = (state: string): ContainerStatus =>
  statuses[state.toLowerCase()] ?? 'exited';

export const parseHealth = (word: string | undefined): HealthStatus =>
  word === 'starting' || word === 'healthy' || word === 'unhealthy' ? word : 'none';

/** What the list's text says: "Exited (137) 5 minutes ago", "Up 2 hours (health: starting)". */
export const parseStatusText = (
  status: string,
): { readonly exitCode?: number; readonly health: HealthStatus } => {
  const exitCode = /^(?:Exited|Restarting) \((-?\d+)\)/.exec(status)?.[1];
  const health = /\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1];
  return {
    ...(exitCode !== undefined && { exitCode: Number(exitCode) }),
    health: parseHealth(health),
  };
};

const signals: Readonly<Record<number, string>> = {
  1: 'SIGHUP',
  2: 'SIGINT',
  3: 'SIGQUIT',
  4: 'SIGILL',
  6: 'SIGABRT',
  7: 'SIGBUS',
  8: 'SIGFPE',
  9: 'SIGKILL',
  11: 'SIGSEGV',
  13: 'SIGPIPE',
  15: 'SIGTERM',
};

/** Why a container does not run, in a few words; `undefined` when there is nothing to explain. */
export const explainExit = (state: {
  readonly status: ContainerStatus;
  readonly exitCode: number | undefined;
  readonly oomKilled: boolean;
  readonly error: string;
}): string | undefined => {
  if (state.status === 'running' || state.status === 'paused') return undefined;
  if (state.oomKilled) return 'killed: out of memory';
  if (state.error !== '') return state.error;
  if (state.exitCode === undefined || (state.exitCode === 0 && state.status !== 'restarting')) {
    return undefined;
  }
  const signal = signals[signalNumberOf(state.exitCode) ?? 0];
  const code = `exit code ${state.exitCode}`;
  return signal === undefined ? code : `${code} (${signal})`;
};
