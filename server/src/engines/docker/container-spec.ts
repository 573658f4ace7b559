import type { ContainerSpec, HealthcheckSpec, NetworkAttachment } from '../contract.ts';
import { toEndpointSettings } from './endpoint-settings.ts';
import { toHostConfig } from './host-config.ts';

export type AtLeast = (version: string) => boolean;

/** What to send to create a container, and which networks to join after that. */
export interface CreateRequest {
  readonly query: { readonly name?: string; readonly platform?: string };
  readonly body: Readonly<Record<string, unknown>>;
  readonly joinAfterwards: readonly NetworkAttachment[];
}

/**
 * A spec as the body of `POST /containers/create`. What an older API does not know and whose absence
 * changes no behaviour that a program sees is left out: `annotations` before 1.43, the health
 * check's start interval before 1.44, a gateway priority before 1.48, a platform before 1.41 (the
 * engine runs its own). What would mount the wrong files is an `unsupported` error instead.
 */
export const toCreateRequest = (spec: ContainerSpec, atLeast: AtLeast): CreateRequest => {
  const networks = spec.networks ?? [];
  // Before 1.44 the engine takes one network at creation.
  const atCreation = atLeast('1.44') ? networks : networks.slice(0, 1);
  const ownMac = networks.length === 0 || !atLeast('1.44') ? spec.macAddress : undefined;
  return {
    query: {
      ...(spec.name !== undefined && { name: spec.name }),
      ...(spec.platform !== undefined && atLeast('1.41') && { platform: spec.platform }),
    },
    body: {
      Image: spec.image,
      Cmd: spec.command,
      Entrypoint: spec.entrypoint,
      Env: spec.environment,
      Labels: spec.labels,
      WorkingDir: spec.workingDir,
      User: spec.user,
      Hostname: spec.hostname,
      Domainname: spec.domainname,
      MacAddress: ownMac,
      // Whoever attaches later sees its output.
      AttachStdout: true,
      AttachStderr: true,
      Tty: spec.tty,
      OpenStdin: spec.stdinOpen,
      StdinOnce: spec.stdinOnce,
      AttachStdin: spec.stdinOnce,
      StopSignal: spec.stopSignal,
      StopTimeout: spec.stopGraceMs === undefined ? undefined : Math.ceil(spec.stopGraceMs / 1000),
      Healthcheck: spec.healthcheck && toHealthcheck(spec.healthcheck, atLeast),
      ExposedPorts:
        spec.ports &&
        Object.fromEntries(
          spec.ports.map((port) => [`${port.containerPort}/${port.protocol}`, {}]),
        ),
      HostConfig: toHostConfig(spec, atLeast),
      NetworkingConfig: {
        EndpointsConfig: Object.fromEntries(
          atCreation.map((network, index) => [
            network.network,
            toEndpointSettings(
              index === 0 && spec.macAddress !== undefined && network.macAddress === undefined
                ? { ...network, macAddress: spec.macAddress }
                : network,
              atLeast,
            ),
          ]),
        ),
      },
    },
    joinAfterwards: networks.slice(atCreation.length),
  };
};

const toHealthcheck = (check: HealthcheckSpec, atLeast: AtLeast): Record<string, unknown> => ({
  Test: check.test,
  Interval: nanoseconds(check.intervalMs),
  Timeout: nanoseconds(check.timeoutMs),
  StartPeriod: nanoseconds(check.startPeriodMs),
  StartInterval: atLeast('1.44') ? nanoseconds(check.startIntervalMs) : undefined,
  Retries: check.retries,
});

const nanoseconds = (ms: number | undefined): number | undefined =>
  ms === undefined ? undefined : Math.round(ms * 1_000_000);
