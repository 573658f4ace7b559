import type { ContainerSpec, ResourcesSpec } from '../../../engines/contract.ts';
import type { ComposeDeploy, ComposeDeviceRequest, ComposeService } from '../../model.ts';
import { parseBytes } from '../../values/bytes.ts';
import { parseDuration } from '../../values/duration.ts';
import { ignoredParts, type FieldEffect, type FieldRule } from './context.ts';

type DeviceRequests = NonNullable<ContainerSpec['deviceRequests']>;

const resources = (part: ResourcesSpec): FieldEffect => ({ spec: { resources: part } });

/** A row for a size in bytes. */
export const bytesRule =
  (field: keyof ResourcesSpec) =>
  (text: string): FieldEffect => {
    const bytes = text === '-1' ? -1 : parseBytes(text);
    return bytes === undefined
      ? { problems: [`"${text}" is no size`] }
      : resources({ [field]: bytes });
  };

/** A row for a plain number, which canonical compose may write as text. */
export const numberRule =
  (field: keyof ResourcesSpec) =>
  (value: string | number): FieldEffect => {
    const number = Number(value);
    return Number.isNaN(number)
      ? { problems: [`"${String(value)}" is no number`] }
      : resources({ [field]: number });
  };

/** CPU periods, quotas and runtimes: microseconds, or a duration such as `50ms`. */
export const microsecondsRule =
  (field: keyof ResourcesSpec) =>
  (value: string | number): FieldEffect => {
    const number = Number(value);
    if (!Number.isNaN(number)) return resources({ [field]: number });
    const durationMs = parseDuration(String(value));
    return durationMs === undefined
      ? { problems: [`"${String(value)}" is neither microseconds nor a duration`] }
      : resources({ [field]: Math.round(durationMs * 1000) });
  };

export const cpusRule: FieldRule<'cpus'> = (cpus) =>
  resources({ nanoCpus: Math.round(cpus * 1e9) });

export const blkioRule: FieldRule<'blkio_config'> = (blkio) => {
  const rates = (entries: readonly { readonly path: string; readonly rate: string }[]) =>
    entries.map(({ path, rate }) => ({ path, rate: parseBytes(rate) ?? 0 }));
  return resources({
    ...(blkio.weight !== undefined && { blkioWeight: blkio.weight }),
    ...(blkio.weight_device && { blkioWeightDevices: blkio.weight_device }),
    ...(blkio.device_read_bps && { blkioReadBps: rates(blkio.device_read_bps) }),
    ...(blkio.device_read_iops && { blkioReadIops: rates(blkio.device_read_iops) }),
    ...(blkio.device_write_bps && { blkioWriteBps: rates(blkio.device_write_bps) }),
    ...(blkio.device_write_iops && { blkioWriteIops: rates(blkio.device_write_iops) }),
  });
};

const deviceRequest = (
  request: ComposeDeviceRequest,
  ...always: readonly string[]
): DeviceRequests[number] => ({
  capabilities: [...new Set([...(request.capabilities ?? []), ...always])],
  ...(request.driver !== undefined && { driver: request.driver }),
  ...(request.count !== undefined && { count: request.count }),
  ...(request.device_ids !== undefined && { deviceIds: request.device_ids }),
  ...(request.options !== undefined && { options: request.options }),
});

export const gpusRule: FieldRule<'gpus'> = (gpus) => ({
  spec: { deviceRequests: gpus.map((gpu) => deviceRequest(gpu, 'gpu')) },
});

/** `vendor.com/class=name` is a device of the Container Device Interface, not a path. */
const isCdiName = (source: string): boolean => /^[a-z0-9.-]+\/[\w.-]+=[\w.:-]+$/i.test(source);

export const devicesRule: FieldRule<'devices'> = (devices) => {
  const cdi = devices.filter(({ source }) => isCdiName(source)).map(({ source }) => source);
  return {
    spec: {
      devices: devices
        .filter(({ source }) => !isCdiName(source))
        .map(({ source, target, permissions }) => ({
          source,
          target: target ?? source,
          permissions: permissions ?? 'rwm',
        })),
      ...(cdi.length > 0 && {
        deviceRequests: [{ driver: 'cdi', deviceIds: cdi, capabilities: [] }],
      }),
    },
  };
};

export const ulimitsRule: FieldRule<'ulimits'> = (ulimits) => ({
  spec: {
    ulimits: Object.entries(ulimits).map(([name, limit]) => ({
      name,
      soft: typeof limit === 'number' ? limit : limit.soft,
      hard: typeof limit === 'number' ? limit : limit.hard,
    })),
  },
});

const restartNames: Readonly<Record<string, string>> = { none: 'no', any: 'always' };

/** `restart: on-failure:3` */
export const restartRule: FieldRule<'restart'> = (restart, { declared }) =>
  declared.deploy?.restart_policy === undefined ? restartPolicy(...splitRestart(restart)) : {};

const splitRestart = (restart: string): [string, number | undefined] => {
  const [name = '', count] = restart.split(':');
  return [name, count === undefined ? undefined : Number(count)];
};

const restartPolicy = (name: string, maximumRetryCount: number | undefined): FieldEffect => ({
  spec: {
    restartPolicy: {
      name: restartNames[name] ?? name,
      ...(maximumRetryCount !== undefined && { maximumRetryCount }),
    },
  },
});

export const deployRule: FieldRule<'deploy'> = (deploy) => {
  const policy = deploy.restart_policy;
  const limits = deploy.resources?.limits;
  const reservations = deploy.resources?.reservations;
  return {
    spec: {
      ...(policy && restartPolicy(policy.condition ?? 'any', policy.max_attempts).spec),
      resources: { ...limitsOf(limits), ...reservationsOf(reservations) },
      ...(reservations?.devices && {
        deviceRequests: reservations.devices.map((device) => deviceRequest(device)),
      }),
    },
    warnings: deployWarnings(deploy),
  };
};

type Limits = NonNullable<NonNullable<ComposeService['deploy']>['resources']>['limits'];

const limitsOf = (limits: Limits): ResourcesSpec => {
  const memoryBytes = parseBytes(limits?.memory ?? '');
  return {
    ...(limits?.cpus !== undefined && { nanoCpus: Math.round(Number(limits.cpus) * 1e9) }),
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...(limits?.pids !== undefined && { pidsLimit: limits.pids }),
  };
};

const reservationsOf = (reservations: Limits): ResourcesSpec => {
  const memoryReservationBytes = parseBytes(reservations?.memory ?? '');
  return { ...(memoryReservationBytes !== undefined && { memoryReservationBytes }) };
};

const swarmOnly = 'only a swarm does this';

const deployWarnings = (deploy: ComposeDeploy): readonly string[] => [
  ...(deploy.mode === 'global' ? [`"mode: global" has no effect: ${swarmOnly}`] : []),
  ...ignoredParts(deploy, {
    labels: 'they are those of a swarm service, not of its containers',
    update_config: swarmOnly,
    rollback_config: swarmOnly,
    placement: swarmOnly,
    endpoint_mode: swarmOnly,
  }),
  ...ignoredParts(deploy.restart_policy ?? {}, {
    delay: 'engines choose the delay between restarts',
    window: 'engines choose when a restart counts as a success',
  }),
  ...ignoredParts(deploy.resources?.limits ?? {}, { generic_resources: swarmOnly }),
  ...ignoredParts(deploy.resources?.reservations ?? {}, {
    cpus: 'engines can limit CPUs, not reserve them',
    pids: 'processes can be limited, not reserved',
    generic_resources: swarmOnly,
  }),
];
