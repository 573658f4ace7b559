import assert from 'node:assert/strict';
import { compareVersions } from '../../../../server/src/engines/docker/api.ts';
import { toCreateRequest } from '../../../../server/src/engines/docker/container-spec.ts';
import type { ContainerSpec } from '../../../../server/src/engines/contract.ts';

/** As it travels: what is undefined is not sent. */
const body = (spec: Partial<ContainerSpec>, version = '1.41'): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(
      toCreateRequest({ image: 'i', ...spec }, (least) => compareVersions(version, least) >= 0)
        .body,
    ),
  ) as Record<string, unknown>;
const host = (spec: Partial<ContainerSpec>, version?: string): Record<string, unknown> =>
  body(spec, version)['HostConfig'] as Record<string, unknown>;

describe('A container spec as the body of its creation', () => {
  it('publishes some ports and exposes all', () => {
    const ports = [
      { containerPort: 80, protocol: 'tcp', hostPort: '8000-8010', hostIp: '127.0.0.1' },
      { containerPort: 80, protocol: 'tcp', hostPort: '' },
      { containerPort: 53, protocol: 'udp' },
    ] as const;
    assert.deepEqual(body({ ports })['ExposedPorts'], { '80/tcp': {}, '53/udp': {} });
    assert.deepEqual(host({ ports })['PortBindings'], {
      '80/tcp': [
        { HostIp: '127.0.0.1', HostPort: '8000-8010' },
        { HostIp: '', HostPort: '' },
      ],
    });
  });

  it('keeps an empty entry point, which clears the one of the image', () => {
    assert.deepEqual(body({ entrypoint: [] })['Entrypoint'], []);
    assert.ok(!('Entrypoint' in body({})));
  });

  it('joins one network at creation before API 1.44, and all from then on', () => {
    const networks = [{ network: 'a', aliases: ['x'] }, { network: 'b' }];
    const spec = { image: 'i', networks };
    const old = toCreateRequest(spec, () => false);
    assert.deepEqual(old.joinAfterwards, [{ network: 'b' }]);
    assert.deepEqual(toCreateRequest(spec, () => true).joinAfterwards, []);
    assert.equal(host({ networks })['NetworkMode'], 'a');
  });

  it('makes a missing host folder in the way that the API has', () => {
    const mounts = [
      { kind: 'bind', source: '/a', target: '/b', readOnly: true, bind: { createHostPath: true } },
    ] as const;
    assert.deepEqual(host({ mounts })['Binds'], ['/a:/b:ro']);
    const shared = [{ ...mounts[0], bind: { createHostPath: true, propagation: 'rshared' } }];
    assert.deepEqual(host({ mounts: shared })['Binds'], ['/a:/b:ro,rshared']);
    assert.deepEqual(host({ mounts: shared }, '1.43')['Mounts'], [
      {
        Type: 'bind',
        Source: '/a',
        Target: '/b',
        ReadOnly: true,
        BindOptions: { Propagation: 'rshared', CreateMountpoint: true },
      },
    ]);
  });

  it('writes a named volume without options as text, as compose does', () => {
    const plain = { kind: 'volume', source: 'v', target: '/b' } as const;
    assert.deepEqual(host({ mounts: [plain] })['Binds'], ['v:/b:rw']);
    assert.ok(!('Mounts' in host({ mounts: [plain] })));
    const labelled = { ...plain, bind: { selinux: 'Z' } };
    assert.deepEqual(host({ mounts: [labelled] })['Binds'], ['v:/b:rw,Z']);
    const exact = [
      { ...plain, volume: { noCopy: true } },
      { kind: 'volume', target: '/c' } as const,
    ];
    assert.ok(!('Binds' in host({ mounts: exact })));
    assert.equal((host({ mounts: exact })['Mounts'] as unknown[]).length, 2);
  });

  it('refuses what would mount other files on an older engine', () => {
    const mounts = [
      { kind: 'volume', source: 'v', target: '/b', volume: { subpath: 'in' } },
    ] as const;
    assert.throws(() => body({ mounts }, '1.44'), { code: 'unsupported' });
    assert.throws(() => body({ mounts: [{ kind: 'image', source: 'i', target: '/i' }] }, '1.47'), {
      code: 'unsupported',
    });
  });

  it('counts durations in nanoseconds, and leaves out what the API does not know', () => {
    const healthcheck = { test: ['NONE'], intervalMs: 1500, startIntervalMs: 100 };
    assert.deepEqual(body({ healthcheck })['Healthcheck'], {
      Test: ['NONE'],
      Interval: 1_500_000_000,
    });
    assert.equal(
      (body({ healthcheck }, '1.44')['Healthcheck'] as Record<string, number>)['StartInterval'],
      100_000_000,
    );
    assert.ok(!('Annotations' in host({ annotations: { a: 'b' } })));
    assert.equal(body({ stopGraceMs: 1500 })['StopTimeout'], 2);
  });
});
