import assert from 'node:assert/strict';
import { explainElsewhere, type Machine } from '../../../../server/src/metrics/pressure/machine.ts';

const machine: Machine = {
  platform: 'linux',
  hostname: 'desk',
  kernelVersion: '6.18.1',
  memoryBytes: 1000,
  procFolder: '/proc',
  sysFolder: '/sys',
};
const local = 'unix:///var/run/docker.sock';
const why = (
  host: Partial<Machine>,
  options: { readonly address?: string; readonly here?: Partial<Machine> } = {},
): string | undefined =>
  explainElsewhere(
    { ...machine, ...options.here },
    { address: options.address ?? local, host: { ...machine, ...host } },
  );

describe('Whether the engine runs on this kernel', () => {
  it('is so for a local socket, also from within a container', () => {
    assert.equal(why({}), undefined);
    assert.equal(why({}, { here: { hostname: '4f2a' } }), undefined);
  });

  it('is not so over the network, in a virtual machine, or behind a forwarded socket', () => {
    assert.match(why({}, { address: 'tcp://desk:2375' }) ?? '', /another machine/);
    assert.match(why({}, { address: 'ssh://desk' }) ?? '', /another machine/);
    assert.match(why({ kernelVersion: '6.10.14-linuxkit' }) ?? '', /virtual machine/);
    assert.match(why({ hostname: 'server', memoryBytes: 2000 }) ?? '', /another machine/);
    assert.match(why({}, { here: { platform: 'darwin' } }) ?? '', /Linux only/);
  });
});
