import type { ContainerSpec, PortSpec, ResourcesSpec } from '../contract.ts';
import { toMounts } from './mounts.ts';

/** The `HostConfig` of `POST /containers/create`. */
export const toHostConfig = (
  spec: ContainerSpec,
  atLeast: (version: string) => boolean,
): Record<string, unknown> => ({
  ...toMounts(spec.mounts ?? [], atLeast),
  ...toResources(spec.resources ?? {}),
  Tmpfs: spec.tmpfs,
  VolumesFrom: spec.volumesFrom,
  PortBindings: toPortBindings(spec.ports ?? []),
  AutoRemove: spec.autoRemove,
  RestartPolicy: spec.restartPolicy && {
    Name: spec.restartPolicy.name,
    MaximumRetryCount: spec.restartPolicy.maximumRetryCount,
  },
  NetworkMode: spec.networkMode ?? spec.networks?.[0]?.network,
  ExtraHosts: spec.extraHosts,
  Links: spec.links,
  Dns: spec.dns,
  DnsSearch: spec.dnsSearch,
  DnsOptions: spec.dnsOptions,
  CapAdd: spec.capAdd,
  CapDrop: spec.capDrop,
  Privileged: spec.privileged,
  ReadonlyRootfs: spec.readOnly,
  Init: spec.init,
  SecurityOpt: spec.securityOptions,
  GroupAdd: spec.groupAdd,
  PidMode: spec.pid,
  IpcMode: spec.ipc,
  UTSMode: spec.uts,
  CgroupnsMode: spec.cgroup,
  CgroupParent: spec.cgroupParent,
  UsernsMode: spec.usernsMode,
  Isolation: spec.isolation,
  Runtime: spec.runtime,
  StorageOpt: spec.storageOptions,
  Sysctls: spec.sysctls,
  Ulimits: spec.ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
  Devices: spec.devices?.map(({ source, target, permissions }) => ({
    PathOnHost: source,
    PathInContainer: target,
    CgroupPermissions: permissions,
  })),
  DeviceCgroupRules: spec.deviceCgroupRules,
  DeviceRequests: spec.deviceRequests?.map((request) => ({
    Driver: request.driver,
    Count: request.count,
    DeviceIDs: request.deviceIds,
    Capabilities: [request.capabilities],
    Options: request.options,
  })),
  LogConfig: spec.logging && { Type: spec.logging.driver, Config: spec.logging.options },
  ShmSize: spec.shmSizeBytes,
  OomKillDisable: spec.oomKillDisable,
  OomScoreAdj: spec.oomScoreAdj,
  Annotations: atLeast('1.43') ? spec.annotations : undefined,
});

const toResources = (resources: ResourcesSpec): Record<string, unknown> => ({
  NanoCpus: resources.nanoCpus,
  CpuShares: resources.cpuShares,
  CpuPeriod: resources.cpuPeriod,
  CpuQuota: resources.cpuQuota,
  CpuRealtimePeriod: resources.cpuRealtimePeriod,
  CpuRealtimeRuntime: resources.cpuRealtimeRuntime,
  CpusetCpus: resources.cpusetCpus,
  CpuCount: resources.cpuCount,
  CpuPercent: resources.cpuPercent,
  Memory: resources.memoryBytes,
  MemoryReservation: resources.memoryReservationBytes,
  MemorySwap: resources.memorySwapBytes,
  MemorySwappiness: resources.memorySwappiness,
  PidsLimit: resources.pidsLimit,
  BlkioWeight: resources.blkioWeight,
  BlkioWeightDevice: resources.blkioWeightDevices?.map(({ path, weight }) => ({
    Path: path,
    Weight: weight,
  })),
  BlkioDeviceReadBps: resources.blkioReadBps?.map(toRate),
  BlkioDeviceReadIOps: resources.blkioReadIops?.map(toRate),
  BlkioDeviceWriteBps: resources.blkioWriteBps?.map(toRate),
  BlkioDeviceWriteIOps: resources.blkioWriteIops?.map(toRate),
});

const toRate = (limit: {
  readonly path: string;
  readonly rate: number;
}): { readonly Path: string; readonly Rate: number } => ({ Path: limit.path, Rate: limit.rate });

/** Published ports by container port; only exposed ones are in `ExposedPorts` alone. */
const toPortBindings = (ports: readonly PortSpec[]): Record<string, unknown> => {
  const bindings: Record<string, { HostIp: string; HostPort: string }[]> = {};
  for (const { containerPort, protocol, hostPort, hostIp } of ports) {
    if (hostPort === undefined) continue;
    (bindings[`${containerPort}/${protocol}`] ??= []).push({
      HostIp: hostIp ?? '',
      HostPort: hostPort,
    });
  }
  return bindings;
};
