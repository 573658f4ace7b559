import assert from 'node:assert/strict';
import type { ContainerSpec } from '../../../../server/src/engines/contract.ts';
import { compareVersions } from '../../../../server/src/engines/docker/api.ts';
import {
  containerLimitsOf,
  networkLimitsOf,
} from '../../../../server/src/engines/docker/spec-limits.ts';

const atLeast =
  (own: string) =>
  (version: string): boolean =>
    compareVersions(own, version) >= 0;

const spec: ContainerSpec = {
  image: 'app:1',
  annotations: { a: 'b' },
  healthcheck: { startIntervalMs: 1000 },
  networks: [
    {
      network: 'n',
      gatewayPriority: 1,
      driverOptions: { 'com.docker.network.endpoint.ifname': 'eth7' },
    },
  ],
  mounts: [{ kind: 'bind', source: '/a', target: '/b', bind: { recursive: 'readonly' } }],
};

describe('what an engine of some age passes over in silence', () => {
  it('is told by field, with the release that knows it', () => {
    const limits = containerLimitsOf(spec, atLeast('1.41'));
    assert.deepEqual(
      limits.map(({ field }) => field),
      [
        'annotations',
        'healthcheck.start_interval',
        'networks.gw_priority',
        'networks.interface_name',
        'volumes.bind.recursive',
      ],
    );
    assert.match(limits[0]?.why ?? '', /older than Docker 24/);
    assert.equal(networkLimitsOf({ name: 'n', enableIpv4: false }, atLeast('1.41')).length, 1);
  });

  it('is nothing where it is not asked for, or known', () => {
    assert.deepEqual(containerLimitsOf(spec, atLeast('1.48')), []);
    assert.deepEqual(containerLimitsOf({ image: 'app:1', networks: [] }, atLeast('1.41')), []);
    assert.deepEqual(networkLimitsOf({ name: 'n', enableIpv4: true }, atLeast('1.41')), []);
  });
});
