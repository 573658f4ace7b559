import assert from 'node:assert/strict';
import { serviceHash } from '../../../server/src/compose/hash.ts';
import { loadText } from './load-text.ts';

const hashOf = async (attributes: string): Promise<string> => {
  const { model } = await loadText(`services:\n  a: { ${attributes} }\n  b: { image: y }\n`);
  const service = model?.services['a'];
  assert(service !== undefined);
  return serviceHash(service);
};

describe('the hash of a service', () => {
  // Printed by Docker Compose 2.40.3: `config --hash '*'`.
  const known: readonly (readonly [string, string])[] = [
    [
      'image: x, healthcheck: { test: [CMD, a], x-why: b }',
      'e5669b50502046c7dbd47025fee3230f78e18c7acc36104be0180d47a237f36b',
    ],
    ['image: x', 'd5457d0b2799957b606d2ac4ed52d85a1e75799490e56229948300b9a59e8953'],
    [
      'image: x, environment: { B: "1", A: }, labels: [z=1, a=<b>&]',
      '1a31c4702b75f38c9a9a8ff78c1d74428b22bab3e4bec4ca12dfe582d2916c9e',
    ],
    [
      'image: x, ports: ["80:80"], user: "1000", mem_limit: 64m, cpu_shares: 5, cpus: 0.1',
      '824b570e1c7d48c0b59967273ebb1edc2b00a0e39f30de962396fb1fbe64d4ca',
    ],
    [
      'image: x, deploy: { replicas: 2, labels: { a: b } }, ulimits: { nofile: 5 }',
      'fbee0195633cba3c41ef38fb9276bb90843de4f735bfa85ce17ed3d7ef066daa',
    ],
  ];
  for (const [attributes, hash] of known) {
    it(`is that of Docker Compose for ${attributes}`, async () => {
      assert.equal(await hashOf(attributes), hash);
    });
  }

  it('does not change with what a container is not made from', async () => {
    const plain = await hashOf('image: x');
    assert.equal(await hashOf('image: x, depends_on: [b], pull_policy: always, scale: 3'), plain);
    assert.notEqual(await hashOf('image: z'), plain);
  });
});
