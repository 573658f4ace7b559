import type { ContainerSpec, EngineLimit, NetworkSpec } from '../contract.ts';
import type { AtLeast } from './container-spec.ts';

interface Limit<Spec> {
  /** As compose files write it. */
  readonly field: string;
  /** The first version of the API that knows it; older ones pass over it in silence. */
  readonly since: string;
  readonly docker: string;
  readonly isAsked: (spec: Spec) => boolean;
}

/** Source: Docker Engine API, version history. What must not be left out is refused instead. */
const containerLimits: readonly Limit<ContainerSpec>[] = [
  {
    field: 'annotations',
    since: '1.43',
    docker: '24',
    isAsked: ({ annotations }) => Object.keys(annotations ?? {}).length > 0,
  },
  {
    field: 'healthcheck.start_interval',
    since: '1.44',
    docker: '25',
    isAsked: ({ healthcheck }) => healthcheck?.startIntervalMs !== undefined,
  },
  {
    field: 'networks.gw_priority',
    since: '1.48',
    docker: '28',
    isAsked: ({ networks = [] }) =>
      networks.some(({ gatewayPriority }) => (gatewayPriority ?? 0) !== 0),
  },
  {
    field: 'networks.interface_name',
    since: '1.48',
    docker: '28.1',
    isAsked: ({ networks = [] }) =>
      networks.some(
        ({ driverOptions = {} }) => 'com.docker.network.endpoint.ifname' in driverOptions,
      ),
  },
  {
    field: 'volumes.bind.recursive',
    since: '1.44',
    docker: '25',
    isAsked: ({ mounts = [] }) =>
      mounts.some(({ bind }) => bind?.recursive === 'writable' || bind?.recursive === 'readonly'),
  },
];

const networkLimits: readonly Limit<NetworkSpec>[] = [
  {
    field: 'enable_ipv4',
    since: '1.48',
    docker: '28',
    isAsked: ({ enableIpv4 }) => enableIpv4 === false,
  },
];

export const containerLimitsOf = (spec: ContainerSpec, atLeast: AtLeast): readonly EngineLimit[] =>
  limitsOf(containerLimits, spec, atLeast);

export const networkLimitsOf = (spec: NetworkSpec, atLeast: AtLeast): readonly EngineLimit[] =>
  limitsOf(networkLimits, spec, atLeast);

const limitsOf = <Spec>(
  limits: readonly Limit<Spec>[],
  spec: Spec,
  atLeast: AtLeast,
): readonly EngineLimit[] =>
  limits
    .filter(({ since, isAsked }) => !atLeast(since) && isAsked(spec))
    .map(({ field, docker }) => ({ field, why: `this engine is older than Docker ${docker}` }));
