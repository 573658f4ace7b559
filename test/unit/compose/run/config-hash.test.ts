import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { configHash } from '../../../../server/src/compose/run/config-hash.ts';
import { service } from './model.ts';

// Both sums are what Docker Compose 2.40.3 printed for these services with `config --hash`.
describe('the hash of a service', () => {
  it('is the one of Docker Compose', () => {
    assert.equal(
      configHash({
        command: ['sleep', '1000'],
        entrypoint: null,
        volumes: [
          { type: 'volume', source: 'data', target: '/data', volume: {} },
          { type: 'volume', target: '/anon', volume: {} },
        ],
        init: true,
        networks: { default: null },
        image: 'runpart-bb:1',
        healthcheck: { interval: '1s', test: ['CMD', 'true'] },
      }),
      'fe43919a550ae3abf57c78c8b4a8fee3571d62c9c06a5c9e1a67027cf662787b',
    );
    assert.equal(
      configHash({
        ...{ image: 'runpart-bb:1', entrypoint: null, command: ['sleep', '1000'] },
        networks: { default: null },
        ports: [{ protocol: 'tcp', published: '0', target: 80, mode: 'ingress' }],
        secrets: [
          { source: 's1', target: '/run/secrets/s1' },
          { source: 's2', target: '/run/secrets/s2' },
        ],
        depends_on: { db: { condition: 'service_healthy', restart: true, required: true } },
      }),
      'dbbc14d54f30a3d733ca1bec47ae3bf5f8ca2af5cca2782847eaf7686381e371',
    );
  });

  it('does not change with how the service is built, pulled, scaled and ordered', () => {
    const plain = configHash(service());
    assert.equal(
      configHash(
        service({
          build: { context: '/srv' },
          pull_policy: 'always',
          scale: 3,
          profiles: ['dev'],
          depends_on: { db: { condition: 'service_started', required: true } },
          'x-note': 'mine',
        }),
      ),
      plain,
    );
    assert.notEqual(configHash(service({ user: '1' })), plain);
  });

  it('tells a cleared command from one that is the image’s own', () => {
    assert.notEqual(configHash(service({ command: [] })), configHash(service({ command: null })));
  });
});
