import assert from 'node:assert/strict';
import type { ComposeBuild, ComposeModel } from '../../../../server/src/compose/model.ts';
import { buildSpecOf, buildWarnings } from '../../../../server/src/compose/run/build-spec.ts';
import type { BuildSpec } from '../../../../server/src/engines/contract.ts';
import { modelOf, service } from './model.ts';

const surroundings: Partial<ComposeModel> = {
  environment: { OUTER: 'set', TOKEN: 'abc' },
  secrets: {
    file: { name: 'file', file: '/srv/secret' },
    text: { name: 'text', environment: 'TOKEN' },
    unset: { name: 'unset', environment: 'NOT_SET' },
    outside: { name: 'outside', external: true },
  },
};

const specOf = (declared: ComposeBuild, platform?: string): BuildSpec =>
  buildSpecOf({
    model: modelOf({ web: service({ build: declared }), base: service() }, surroundings),
    service: 'web',
    reference: 'app:1',
    platform,
    declared,
  });

/** Each field of `build` and what the engine is told because of it. */
const rows: { readonly [Field in keyof ComposeBuild]-?: readonly [ComposeBuild[Field], object] } = {
  additional_contexts: [
    { base: 'service:base', docs: '/srv/docs', web: 'https://a.example/a.git' },
    {
      additionalContexts: {
        base: 'docker-image://app:1',
        docs: '/srv/docs',
        web: 'https://a.example/a.git',
      },
    },
  ],
  args: [{ A: '1', OUTER: null, NONE: null }, { args: { A: '1', OUTER: 'set', NONE: null } }],
  cache_from: [['app:cache'], { cacheFrom: ['app:cache'] }],
  cache_to: [['type=inline'], { cacheTo: ['type=inline'] }],
  context: ['/srv/app', { context: '/srv/app' }],
  dockerfile: ['Other', { dockerfile: 'Other' }],
  dockerfile_inline: ['FROM a', { dockerfileInline: 'FROM a' }],
  entitlements: [['network.host'], { entitlements: ['network.host'] }],
  extra_hosts: [['a=1.2.3.4'], { extraHosts: ['a:1.2.3.4'] }],
  isolation: ['process', { isolation: 'process' }],
  labels: [
    { a: 'b' },
    {
      labels: {
        a: 'b',
        'com.docker.compose.project': 'shop',
        'com.docker.compose.service': 'web',
      },
    },
  ],
  network: ['host', { network: 'host' }],
  no_cache: [true, { noCache: true }],
  platforms: [['linux/arm64'], { platform: 'linux/arm64' }],
  privileged: [true, { privileged: true }],
  provenance: ['mode=max', { provenance: 'mode=max' }],
  pull: [true, { pull: true }],
  sbom: ['true', { sbom: 'true' }],
  secrets: [
    [{ source: 'file', target: 'named' }, { source: 'text' }],
    {
      secrets: [
        { id: 'named', file: '/srv/secret' },
        { id: 'text', value: 'abc' },
      ],
    },
  ],
  shm_size: ['67108864', { shmSizeBytes: 67_108_864 }],
  ssh: [['default', 'key=/srv/key'], { ssh: ['default', 'key=/srv/key'] }],
  tags: [['app:2'], { tags: ['app:1', 'app:2'] }],
  target: ['dev', { target: 'dev' }],
  ulimits: [
    { nofile: { soft: 1, hard: 2 }, nproc: 3 },
    {
      ulimits: [
        { name: 'nofile', soft: 1, hard: 2 },
        { name: 'nproc', soft: 3, hard: 3 },
      ],
    },
  ],
};

describe('what an image is built from', () => {
  for (const [field, [value, expected]] of Object.entries(rows)) {
    it(`takes "${field}"`, () => {
      assert.deepEqual({ ...specOf({ [field]: value }), ...expected }, specOf({ [field]: value }));
    });
  }

  it('builds of several platforms the one that is run', () => {
    const platforms = ['linux/amd64', 'linux/arm64'];
    assert.equal(specOf({ platforms }).platform, undefined);
    assert.equal(specOf({ platforms }, 'linux/arm64').platform, 'linux/arm64');
    assert.match(buildWarnings({ platforms }).join(), /^"platforms": /);
    assert.deepEqual(buildWarnings({ platforms: ['linux/amd64'] }), []);
  });

  it('says which secret has no value', () => {
    assert.throws(() => specOf({ secrets: [{ source: 'unset' }] }), /"unset" needs .* NOT_SET/);
    assert.throws(() => specOf({ secrets: [{ source: 'outside' }] }), /"outside" comes from/);
  });

  it('warns that a secret cannot be given an owner or a mode here', () => {
    const secrets = [{ source: 'file', uid: '1', gid: '2', mode: '0400' }];
    assert.equal(buildWarnings({ secrets }).length, 3);
  });
});
