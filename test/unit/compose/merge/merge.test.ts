import assert from 'node:assert/strict';
import type { ComposeService } from '../../../../server/src/compose/model.ts';
import { loadFiles } from '../load-text.ts';

/** The service `a` of two files, each given as its attributes. */
const merged = async (
  base: string,
  over: string,
): Promise<{ service: ComposeService | undefined; codes: readonly string[] }> => {
  const { model, findings } = await loadFiles({
    files: {
      'compose.yaml': `services: { a: { image: x, ${base} } }`,
      'b.yaml': `services: { a: { ${over} } }`,
    },
    request: { files: ['compose.yaml', 'b.yaml'] },
  });
  return { service: model?.services['a'], codes: findings.map(({ code }) => code) };
};

describe('merging files', () => {
  const cases: readonly (readonly [string, string, string, Partial<ComposeService>])[] = [
    ['replaces commands', 'command: a b', 'command: [c]', { command: ['c'] }],
    [
      'joins variables by name',
      'environment: { A: 1, B: 2 }',
      'environment: [B=3, C]',
      { environment: { A: '1', B: '3', C: null } },
    ],
    ['appends lists', 'cap_add: [A]', 'cap_add: [B, A]', { cap_add: ['A', 'B'] }],
    ['joins labels', 'labels: [a=1]', 'labels: { b: true }', { labels: { a: '1', b: 'true' } }],
    [
      'mounts once a target',
      'volumes: ["/x:/t"]',
      'volumes: ["/y:/t"]',
      { volumes: [{ type: 'bind', source: '/y', target: '/t', bind: { create_host_path: true } }] },
    ],
    [
      'publishes a port once',
      'ports: ["80:80"]',
      'ports: ["80:80/tcp"]',
      { ports: [{ mode: 'ingress', target: 80, published: '80', protocol: 'tcp' }] },
    ],
    [
      'joins a build',
      'build: /',
      'build: { target: t }',
      { build: { context: '/', dockerfile: 'Dockerfile', target: 't' } },
    ],
    [
      'joins options of one logging driver',
      'logging: { driver: d, options: { a: "1" } }',
      'logging: { options: { b: "2" } }',
      { logging: { driver: 'd', options: { a: '1', b: '2' } } },
    ],
    [
      'drops options of another logging driver',
      'logging: { driver: d, options: { a: "1" } }',
      'logging: { driver: e }',
      { logging: { driver: 'e' } },
    ],
    ['resets', 'labels: [a=1], restart: always', 'restart: !reset null', { labels: { a: '1' } }],
    ['overrides', 'labels: [a=1]', 'labels: !override [b=2]', { labels: { b: '2' } }],
  ];
  for (const [name, base, over, expected] of cases) {
    it(name, async () => {
      const { service, codes } = await merged(base, over);
      assert.deepEqual(codes, []);
      for (const [key, value] of Object.entries(expected)) {
        assert.deepEqual(service?.[key as keyof ComposeService], value);
      }
    });
  }
  it('resets what is not there any more', async () => {
    assert.equal(
      (await merged('restart: always', 'restart: !reset null')).service?.restart,
      undefined,
    );
  });
  it('refuses a list over a mapping', async () => {
    const { codes } = await merged('healthcheck: { test: x }', 'healthcheck: [x]');
    assert.deepEqual(codes, ['override-type']);
  });
});
