import * as z from 'zod/mini';
import type { ContainerRuntime } from '../contract.ts';
import { number, text, timeMs } from './record.ts';

/** What of `GET /containers/{id}/json` says what a container may use. */
export const runtimeRecord = z.object({
  RestartCount: number,
  State: z.catch(z.object({ Pid: number, StartedAt: text }), { Pid: 0, StartedAt: '' }),
  HostConfig: z.catch(
    z.object({
      NanoCpus: number,
      CpuQuota: number,
      CpuPeriod: number,
      CpuCount: number,
      CpusetCpus: text,
      Memory: number,
    }),
    { NanoCpus: 0, CpuQuota: 0, CpuPeriod: 0, CpuCount: 0, CpusetCpus: '', Memory: 0 },
  ),
});
type RuntimeRecord = z.infer<typeof runtimeRecord>;

export const normalizeRuntime = (record: RuntimeRecord): ContainerRuntime => {
  const { State, HostConfig } = record;
  const cpuLimitCores = cpuLimitOf(HostConfig);
  const startedAtMs = timeMs(State.StartedAt);
  return {
    restartCount: record.RestartCount,
    ...(cpuLimitCores !== undefined && { cpuLimitCores }),
    ...(HostConfig.Memory > 0 && { memoryLimitBytes: HostConfig.Memory }),
    ...(startedAtMs !== undefined && { startedAtMs }),
    ...(State.Pid > 0 && { pid: State.Pid }),
  };
};

/** The kernel's own, where a quota is given without a period. */
const defaultPeriodUs = 100_000;

/** The least of what the ways of limiting it say; `CpuCount` is Windows' way. */
const cpuLimitOf = (config: RuntimeRecord['HostConfig']): number | undefined => {
  const limits = [
    config.NanoCpus / 1e9,
    config.CpuQuota / (config.CpuPeriod || defaultPeriodUs),
    config.CpuCount,
    countCpus(config.CpusetCpus),
  ].filter((limit) => limit > 0);
  return limits.length === 0 ? undefined : Math.min(...limits);
};

/** "0-2,4" is four; 0 for what is no such list. */
export const countCpus = (list: string): number =>
  list.split(',').reduce((count, part) => {
    const [, first, last] = /^\s*(\d+)(?:-(\d+))?\s*$/.exec(part) ?? [];
    return first === undefined ? count : count + 1 + Number(last ?? first) - Number(first);
  }, 0);
