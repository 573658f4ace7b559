import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'mocha';
import { values } from '../../../server/src/compose/advice/values/index.ts';
import { adviseOn } from '../../../server/src/compose/advice/index.ts';
import type { LoadResult } from '../../../server/src/compose/load-contract.ts';
import { loadText } from '../../unit/compose/load-text.ts';
import { busyboxTag, makeBed, type Bed } from './project.ts';

/** A value that is warned of, and beside it one that is not: the engine must see it the same way. */
const rows: readonly (readonly [code: string, refused: string, taken: string])[] = [
  ['image-reference', 'image: "busybox:"', ''],
  ['image-reference', 'image: Busybox', ''],
  ['platform', 'platform: linux amd64', ''],
  ['cpu-set', 'cpuset: "0-"', 'cpuset: "0,0-0"'],
  ['cpu-limit', 'cpus: -1', 'cpus: 0.5'],
  ['cpu-limit', 'cpus: 0.5\n    cpu_quota: 50000', 'cpu_quota: 50000'],
  ['cpu-limit', 'cpu_period: 999', 'cpu_period: 1000'],
  ['cpu-limit', 'cpu_quota: 10', 'cpu_quota: -1'],
  ['memory-limit', 'mem_limit: 5m', 'mem_limit: 6m'],
  ['memory-limit', 'mem_limit: 8m\n    mem_reservation: 9m', 'mem_limit: 9m'],
  ['memory-limit', 'memswap_limit: 1g', 'mem_limit: 64m\n    memswap_limit: 1g'],
  ['memory-limit', 'mem_limit: 2g\n    memswap_limit: 1g', ''],
  ['memory-limit', 'mem_swappiness: 101', ''],
  ['healthcheck-time', 'healthcheck: { test: "true", interval: 1us }', ''],
  ['healthcheck-time', '', 'healthcheck: { test: "true", interval: 1ms, timeout: 0s }'],
  ['ulimit', 'ulimits: { nofile: { soft: 20, hard: 10 } }', 'ulimits: { nofile: 64 }'],
  ['ulimit', 'ulimits: { files: 64 }', ''],
  ['container-path', 'working_dir: app', 'working_dir: /app'],
  ['container-path', 'tmpfs: run', 'tmpfs: /run'],
  ['container-path', 'volumes: ["data:app"]', 'volumes: ["data:/app"]'],
  ['container-path', 'volumes: ["data:/"]', ''],
  ['capability', 'cap_add: [NET_ADMINS]', 'cap_add: [net_raw, CAP_CHOWN]'],
  ['stop-signal', 'stop_signal: SIGSTOPP', 'stop_signal: sigquit'],
  ['stop-signal', 'stop_signal: "0"', 'stop_signal: "15"'],
  ['log-option', 'logging: { driver: json-file, options: { max_size: 1m } }', ''],
  ['log-option', 'logging: { driver: local, options: { max-file: "0" } }', ''],
  ['log-option', '', 'logging: { driver: local, options: { max-size: 1m, max-file: "2" } }'],
  ['host-address', 'extra_hosts: ["db:localhost"]', 'extra_hosts: ["db:::1"]'],
];

describe('values that are warned of', function () {
  this.timeout(60_000);
  let bed: Bed;
  const project = 'hbrun-refused';

  before(async () => {
    bed = await makeBed();
  });
  afterEach(() => bed.down(project));
  after(() => bed.dispose());

  const load = async (attribute: string): Promise<Required<Pick<LoadResult, 'model' | 'root'>>> => {
    const image = attribute.startsWith('image:') ? '' : `\n    image: ${busyboxTag}`;
    const { model, root, findings } = await loadText(
      `name: ${project}\nservices:\n  a:${image}\n    command: [sleep, "600"]\n    init: true\n    ${attribute}\nvolumes: { data: {} }\n`,
    );
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert(model !== undefined && root !== undefined);
    return { model, root };
  };

  const warnings = async (attribute: string): Promise<readonly string[]> => {
    const facts = { files: { kindOf: () => undefined }, dockerfiles: { of: () => undefined } };
    const codes = new Set(values.map(({ code }) => code));
    return adviseOn({ ...(await load(attribute)), facts })
      .map(({ code }) => code)
      .filter((code) => codes.has(code));
  };

  for (const [code, refused, taken] of rows) {
    if (refused !== '') {
      it(`are refused: ${refused.replace(/\n */g, ', ')}`, async () => {
        assert.deepEqual(await warnings(refused), [code]);
        await bed.failingStart((await load(refused)).model);
      });
    }
    if (taken !== '') {
      it(`and not: ${taken.replace(/\n */g, ', ')}`, async () => {
        assert.deepEqual(await warnings(taken), []);
        await bed.start((await load(taken)).model);
      });
    }
  }
});
