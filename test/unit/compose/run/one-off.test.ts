import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { oneOffService, oneOffSpec } from '../../../../server/src/compose/run/one-off.ts';
import type { RunOnceOptions } from '../../../../server/src/compose/runner-contract.ts';
import { modelOf, service } from './model.ts';

const declared = service({
  command: ['serve'],
  container_name: 'the-web',
  depends_on: { db: { condition: 'service_started', required: true } },
  deploy: { replicas: 3, restart_policy: { condition: 'any' } },
  environment: { A: 'file', B: 'file' },
  ports: [{ target: 80, published: '8080' }],
  restart: 'always',
  scale: 3,
  volumes: [{ type: 'volume', source: 'data', target: '/data' }],
});
const model = modelOf({ web: declared }, { environment: { OUTER: 'o' } });
const changed = (options: Partial<RunOnceOptions>) =>
  oneOffService(model, declared, { service: 'web', name: 'shop-web-run-1', ...options });

describe('the service of a one-off run', () => {
  it('publishes nothing, restarts never, and has a name of its own', () => {
    const { ports, restart, scale, deploy, container_name: name } = changed({});
    assert.deepEqual(
      [ports, restart, scale, name],
      [undefined, undefined, undefined, 'shop-web-run-1'],
    );
    assert.deepEqual(deploy, { replicas: 3 });
  });

  it('runs another command, and with another entry point not the command of the file', () => {
    assert.deepEqual(changed({}).command, ['serve']);
    assert.deepEqual(changed({ command: ['ls'] }).command, ['ls']);
    const { entrypoint, command } = changed({ entrypoint: ['sh', '-c'] });
    assert.deepEqual([entrypoint, command], [['sh', '-c'], []]);
    assert.deepEqual(changed({ entrypoint: ['sh'], command: ['-x'] }).command, ['-x']);
  });

  it('adds variables, of which one without a value comes from outside if it is there', () => {
    assert.deepEqual(changed({ environment: ['A=run', 'OUTER', 'NOWHERE', 'E='] }).environment, {
      A: 'run',
      B: 'file',
      OUTER: 'o',
      E: '',
    });
  });

  it('publishes the ports of the file and others when asked to', () => {
    const { ports } = changed({ servicePorts: true, publish: ['127.0.0.1:90:91/udp'] });
    assert.deepEqual(ports, [
      { target: 80, published: '8080' },
      { mode: 'ingress', host_ip: '127.0.0.1', target: 91, published: '90', protocol: 'udp' },
    ]);
  });

  it('mounts more, and something else in the place of a mount of the file', () => {
    assert.deepEqual(changed({ volumes: ['./here:/data:ro', 'more:/more'] }).volumes, [
      {
        ...{ type: 'bind', source: '/srv/shop/here', target: '/data', read_only: true },
        bind: { create_host_path: true },
      },
      { type: 'volume', source: 'more', target: '/more' },
    ]);
  });

  it('has a terminal, or an input that ends, or neither', () => {
    const terminal = { columns: 80, rows: 24 };
    assert.deepEqual([changed({ terminal }).tty, changed({}).tty], [true, false]);
    assert.equal(changed({ detach: true }).stdin_open, false);
  });
});

describe('the container of a one-off run', () => {
  it('is no replica, and answers to its own name only', () => {
    const spec = oneOffSpec(
      {
        image: 'app:1',
        labels: {
          'com.docker.compose.container-number': '1',
          'com.docker.compose.oneoff': 'False',
          'com.docker.compose.service': 'web',
        },
        networks: [{ network: 'shop_default', aliases: ['shop-web-1', 'web', 'www'] }],
      },
      { name: 'shop-web-run-1', slug: '1234', remove: true },
    );
    assert.deepEqual(spec.labels, {
      'com.docker.compose.oneoff': 'True',
      'com.docker.compose.service': 'web',
      'com.docker.compose.slug': '1234',
    });
    assert.deepEqual(spec.networks, [{ network: 'shop_default', aliases: ['shop-web-run-1'] }]);
    assert.deepEqual([spec.autoRemove, spec.stdinOnce], [true, true]);
  });
});
