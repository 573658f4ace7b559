import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it } from 'mocha';
import { loadCompose } from '../../../server/src/compose/load.ts';
import type { ComposeModel } from '../../../server/src/compose/model.ts';
import { serviceHash } from '../../../server/src/compose/hash.ts';
import { compose, findCompose } from './compose-oracle.ts';
import { busyboxTag, makeBed, type Bed } from './project.ts';

const project = 'hbrun-cli';
const file = `
name: ${project}
services:
  db:
    image: ${busyboxTag}
    command: sleep 600
    init: true
    stop_grace_period: 1s
    environment: {A: "<b> & c", EMPTY: }
    healthcheck: {test: [CMD, "true"], interval: 1s}
    volumes: ["data:/data", "./files:/files:ro", "/anonymous"]
    labels: {z: "1", a: "2"}
    ulimits: {nofile: {soft: 1024, hard: 2048}, nproc: 512}
    deploy: {resources: {limits: {memory: 64m}}}
  web:
    image: ${busyboxTag}
    command: ["sh", "-c", "echo hello; sleep 600"]
    init: true
    stop_grace_period: 1s
    depends_on: {db: {condition: service_healthy}}
    ports: ["127.0.0.1:27400:80"]
    networks: {default: {aliases: [www]}, back: }
    secrets: [{source: key, target: /key, mode: 0400}]
    tmpfs: /run
    cap_drop: [NET_RAW]
networks: {back: {internal: true}}
volumes: {data: {}}
secrets: {key: {file: ./compose.yaml}}
`;

describe('the docker compose command', function () {
  this.timeout(90_000);
  const beds: Bed[] = [];
  let directory: string;
  let command: readonly string[] = [];
  const work = { signal: new AbortController().signal, progress: () => undefined };

  before(async function () {
    const found = findCompose();
    if (found === undefined) {
      console.log(
        '      skipped whole: there is no Docker Compose; set HYPERBOX_COMPOSE to its path',
      );
      this.skip();
    }
    command = found;
    const bed = await makeBed();
    beds.push(bed);
    directory = join(bed.folder, `a "quoted" folder’s näme`);
    await mkdir(join(directory, 'files'), { recursive: true });
    await writeFile(join(directory, 'compose.yaml'), file);
  });
  afterEach(async () => {
    for (const bed of beds) await bed.down(project);
  });
  after(async () => {
    for (const bed of beds) await bed.dispose();
  });

  const load = async (): Promise<ComposeModel> => {
    const { model, findings } = await loadCompose({ directory, environment: {} });
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error'),
      [],
    );
    return model!;
  };

  it('computes the same hash of a service', async () => {
    const model = await load();
    const theirs = await compose(command, directory, 'config', '--hash', '*');
    const ours = Object.entries(model.services).map(
      ([name, declared]) => `${name} ${serviceHash(declared)}`,
    );
    assert.deepEqual(theirs.trim().split('\n').sort(), ours.sort());
  });

  it('lists what HyperBox started, shows its logs, finds nothing to change, and removes it', async () => {
    const bed = beds[0]!;
    await bed.start(await load());
    const before = await bed.containers(project);
    const names = (await compose(command, directory, 'ps', '--format', '{{.Name}}')).trim();
    assert.deepEqual(names.split('\n').sort(), [`${project}-db-1`, `${project}-web-1`]);
    assert.match(await compose(command, directory, 'logs', 'web'), /hello/);
    await compose(command, directory, 'up', '--detach', '--wait');
    assert.deepEqual(await bed.containers(project), before);
    await compose(command, directory, 'down', '--volumes', '--timeout', '1');
    assert.deepEqual(await bed.containers(project), {});
    const preview = await bed.runner.previewDown({ project });
    assert.deepEqual(preview, { containers: [], networks: [], volumes: [] });
  });

  it('started something that HyperBox leaves as it is, stops, starts and removes', async () => {
    const bed = beds[0]!;
    await compose(command, directory, 'up', '--detach', '--wait');
    const before = await bed.containers(project);
    const model = await load();
    assert.deepEqual([...(await bed.runner.drifted(model))], []);
    const result = await bed.start(model);
    assert.deepEqual(
      result.services.map(({ action }) => action),
      ['unchanged', 'unchanged'],
    );
    const heard = bed.events.length;
    await bed.runner.stop({ project }, work);
    assert.equal((await compose(command, directory, 'ps', '--quiet')).trim(), '');
    const stops = bed.events
      .slice(heard)
      .filter(
        ({ action, attributes }) =>
          action === 'die' && attributes['com.docker.compose.project'] === project,
      );
    assert.deepEqual(
      stops.map(({ attributes }) => attributes['com.docker.compose.service']),
      ['web', 'db'],
      'known by its labels alone, what depends on others stops first',
    );
    await bed.start(model);
    assert.deepEqual(await bed.containers(project), before);
    const preview = await bed.runner.previewDown({ project });
    assert.deepEqual(preview, {
      containers: [`${project}-db-1`, `${project}-web-1`],
      networks: [`${project}_back`, `${project}_default`],
      volumes: [`${project}_data`],
    });
    await bed.runner.down({ project, model }, { volumes: false, removeOrphans: true }, work);
    const left = await bed.runner.previewDown({ project });
    assert.deepEqual(left, { containers: [], networks: [], volumes: [`${project}_data`] });
  });

  it('runs a command once in a container like the one that HyperBox makes', async () => {
    const [bed] = beds;
    assert.ok(bed);
    const engine = bed.connection.require();
    const made = async (): Promise<object> => {
      const [item] = (
        await engine.containers.list({
          labels: [`com.docker.compose.project=${project}`, 'com.docker.compose.oneoff=True'],
        })
      ).filter(({ compose: own }) => own?.service === 'web');
      assert.ok(item);
      const record = comparable(await engine.containers.inspect(item.id), item.name);
      await engine.containers.remove(item.id, { force: true });
      return record;
    };
    const options = ['run', '-d', '--no-deps', '-e', 'MODE=run', '-w', '/tmp', '-u', '5'];
    await compose(command, directory, ...options, 'web', 'sleep', '600');
    const theirs = await made();
    const { attachment } = await bed.runner.runOnce(
      await load(),
      {
        ...{ service: 'web', command: ['sleep', '600'], environment: ['MODE=run'] },
        ...{ workingDir: '/tmp', user: '5', noDependencies: true },
      },
      work,
    );
    attachment?.dispose();
    assert.deepEqual(await made(), theirs);
  });
});

interface Inspected {
  readonly Config: Readonly<Record<string, unknown>> & {
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly HostConfig: Readonly<Record<string, unknown>>;
  readonly NetworkSettings: {
    readonly Networks: Readonly<Record<string, { readonly Aliases: readonly string[] | null }>>;
  };
}

/** Without what no two containers have in common, and with one name for both. */
const comparable = (record: object, name: string): object => {
  const { Config, HostConfig, NetworkSettings } = record as Inspected;
  const { Hostname, ...config } = Config;
  const slug = config.Labels['com.docker.compose.slug'] ?? '';
  assert.equal(name, `${project}-web-run-${slug.slice(0, 12)}`);
  const labels = Object.entries(config.Labels).map(([label, value]) =>
    // It is of the service as changed by the options, in an order that is not the file's.
    label === 'com.docker.compose.slug' || label === 'com.docker.compose.config-hash'
      ? [label, '']
      : [label, value],
  );
  const ports = Object.entries(HostConfig).filter(([field]) => onRun.has(field));
  return {
    config: { ...config, Labels: Object.fromEntries(labels) as object },
    host: Object.fromEntries(ports) as object,
    aliases: Object.values(NetworkSettings.Networks).map(({ Aliases }) =>
      (Aliases ?? []).map((alias) =>
        alias === name ? 'name' : alias === Hostname ? 'hostname' : alias,
      ),
    ),
  };
};

const onRun: ReadonlySet<string> = new Set([
  ...['AutoRemove', 'Binds', 'CapDrop', 'Init', 'NetworkMode'],
  ...['PortBindings', 'RestartPolicy', 'Tmpfs'],
]);
