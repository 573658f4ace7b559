import assert from 'node:assert/strict';
import type { ContainerItem } from '#shared/protocol/inventory';
import { describeImage } from '../../../../../server/src/compose/language/engine/describe-image.ts';
import { describeService } from '../../../../../server/src/compose/language/engine/describe-service.ts';
import { drawnImage } from '../../advice/draw-engine.ts';
import { containerOf, service } from '../../run/model.ts';

const nowMs = 1_000_000_000;

const described = (...containers: readonly Partial<ContainerItem>[]): string => {
  const items = containers.map((more, at) =>
    containerOf('web', service(), {
      name: `shop-web-${String(at + 1)}`,
      compose: { project: 'shop', service: 'web', number: at + 1, oneOff: false },
      ...more,
    }),
  );
  return describeService(items, { hostName: 'localhost', nowMs });
};

describe('a service in words', () => {
  it('says of each container how it is, where it answers and how often it was restarted', () => {
    assert.equal(
      described(
        {
          ...{ startedAtMs: nowMs - 180_000, health: 'healthy' },
          ports: [
            { containerPort: 80, protocol: 'tcp', hostPort: 8080, hostIp: '0.0.0.0' },
            { containerPort: 80, protocol: 'tcp', hostPort: 8080, hostIp: '::' },
            { containerPort: 53, protocol: 'udp', hostPort: 5353, hostIp: '0.0.0.0' },
            { containerPort: 9000, protocol: 'tcp' },
          ],
        },
        {
          ...{ status: 'exited', finishedAtMs: nowMs - 5000, reason: 'exit code 137' },
          restartCount: 3,
        },
        { status: 'created', restartCount: 1 },
      ),
      [
        '- `shop-web-1` has been running for 3 minutes, healthy · [localhost:8080](http://localhost:8080) → 80 · 5353 → 53/udp',
        '- `shop-web-2` ended 5 seconds ago: exit code 137 · restarted 3 times',
        '- `shop-web-3` has not been started · restarted once',
      ].join('\n'),
    );
  });

  it('says when there is nothing, when times are not known, and how many are left out', () => {
    assert.equal(described(), 'No container of this service is on the engine.');
    assert.equal(
      described({}, { status: 'exited' }),
      '- `shop-web-1` is running\n- `shop-web-2` ended',
    );
    const one = containerOf('web', service());
    const text = describeService([one], { hostName: 'localhost', nowMs, left: 3 });
    assert.equal(text.split('\n').at(-1), '- and 3 more');
  });
});

describe('an image in words', () => {
  it('says what one wants to know before using it', () => {
    const image = drawnImage('redis:7', {
      ...{ sizeBytes: 116_000_000, createdAtMs: nowMs - 7 * 86_400_000, user: 'redis' },
      exposedPorts: ['6379/tcp'],
      healthcheck: ['CMD-SHELL', 'redis-cli  ping ||\n exit 1'],
      command: ['redis-server'],
      digests: ['redis@sha256:abc'],
    });
    assert.equal(
      describeImage('redis:7', image, nowMs),
      [
        '`redis:7` on the engine: 116 MB · linux/amd64 · made 1 week ago',
        '',
        '- Ports: 6379/tcp',
        '- User: `redis`',
        '- Health check: `redis-cli ping || exit 1`',
        '- Command: `redis-server`',
        '- Digest: `sha256:abc`',
      ].join('\n'),
    );
  });

  it('says that it is not there, whatever it is called', () => {
    assert.equal(describeImage('a`b', 'absent', nowMs), '``a`b`` is not on the engine.');
  });
});
