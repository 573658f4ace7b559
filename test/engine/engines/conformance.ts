import assert from 'node:assert/strict';
import { once } from 'node:events';
import { text as readText } from 'node:stream/consumers';
import { extract, pack } from 'tar-stream';
import type {
  ContainerSpec,
  Engine,
  EngineEvent,
  LogEntry,
  StatsRecord,
} from '../../../server/src/engines/contract.ts';

/** What the suite needs of whoever runs it: an engine and an image of busybox on it. */
export interface ConformanceHost {
  readonly engine: Engine;
  readonly image: string;
}

/** What an engine cannot do on the machine of the tests; the suite says so aloud. */
export type Lack = 'health' | 'out of memory';

const label = 'dev.hyperbox.test=conformance';
const labels = { 'dev.hyperbox.test': 'conformance' };
const prefix = 'hyperbox-conformance';

/** Facts of the contract, stated against any engine. Nothing here knows which one it is. */
export const describeConformance = (
  name: string,
  open: () => Promise<ConformanceHost>,
  lacks: readonly Lack[] = [],
): void => {
  const unless = (lack: Lack): Mocha.TestFunction | Mocha.PendingTestFunction =>
    lacks.includes(lack) ? it.skip : it;

  describe(`${name} keeps the contract of engines`, function () {
    this.timeout(60_000);
    let engine: Engine;
    let image: string;

    const create = (name: string, spec: Partial<ContainerSpec> = {}): Promise<string> =>
      engine.containers.create({
        name: `${prefix}-${name}`,
        image,
        labels,
        stopGraceMs: 1000,
        command: ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 0.1; done'],
        ...spec,
      });
    const run = async (name: string, spec: Partial<ContainerSpec> = {}): Promise<string> => {
      const id = await create(name, spec);
      await engine.containers.start(id);
      return id;
    };
    const removeAll = async (): Promise<void> => {
      for (const { id } of await engine.containers.list({ labels: [label] })) {
        await engine.containers.remove(id, { force: true, anonymousVolumes: true });
      }
      for (const network of await engine.networks.list()) {
        if (network.name.startsWith(prefix)) await engine.networks.remove(network.id);
      }
      for (const volume of await engine.volumes.list()) {
        if (volume.name.startsWith(prefix)) await engine.volumes.remove(volume.name);
      }
    };
    const readAllLogs = (id: string, follow = false): Promise<readonly LogEntry[]> =>
      new Promise((resolve, reject) => {
        const lines: LogEntry[] = [];
        engine.containers
          .logs(
            id,
            { follow },
            {
              onLines: (batch) => {
                lines.push(...batch);
                return undefined;
              },
              onEnd: (cause) => {
                if (cause) reject(cause);
                else resolve(lines);
              },
            },
          )
          .catch(reject);
      });

    before(async () => {
      ({ engine, image } = await open());
      await removeAll();
    });
    afterEach(removeAll);
    after(() => {
      engine.dispose();
    });

    describe('containers', () => {
      it('says who it is', async () => {
        const info = await engine.info();
        assert.match(info.version, /^\d+\.\d+/);
        assert.ok(info.cpus > 0 && info.memoryBytes > 0);
        assert.deepEqual(info.capabilities, engine.capabilities);
      });

      it('creates, starts and shows a container, the same in the list and by itself', async () => {
        const id = await run('shown', {
          ports: [
            { containerPort: 80, protocol: 'tcp', hostPort: '' },
            { containerPort: 81, protocol: 'udp' },
          ],
          labels: {
            ...labels,
            'com.docker.compose.project': 'p',
            'com.docker.compose.service': 's',
            'com.docker.compose.container-number': '2',
          },
        });
        const item = await engine.containers.get(id);
        const listed = (await engine.containers.list({ labels: [label] })).find(
          (one) => one.id === id,
        );
        assert.ok(item !== undefined && listed !== undefined);
        for (const one of [item, listed]) {
          assert.equal(one.name, `${prefix}-shown`);
          assert.equal(one.status, 'running');
          assert.equal(one.health, 'none');
          assert.equal(one.compose?.service, 's');
          assert.equal(one.compose.number, 2);
          const [port] = one.ports;
          assert.equal(port?.containerPort, 80);
          assert.ok((port.hostPort ?? 0) > 0);
        }
        assert.equal(item.imageId, listed.imageId);
        assert.deepEqual(item.networks, listed.networks);
        assert.equal(item.createdAtMs, listed.createdAtMs);
      });

      it('answers with nothing for a container that is not there', async () => {
        assert.equal(await engine.containers.get(`${prefix}-nobody`), undefined);
        await assert.rejects(engine.containers.inspect(`${prefix}-nobody`), { code: 'not-found' });
      });

      it('starts what runs and stops what is stopped without complaint', async () => {
        const id = await run('twice');
        await engine.containers.start(id);
        await engine.containers.stop(id);
        await engine.containers.stop(id);
        await engine.containers.kill(id);
        assert.equal((await engine.containers.get(id))?.status, 'exited');
      });

      it('removes what is gone without complaint', async () => {
        const id = await create('removed');
        await engine.containers.remove(id);
        await engine.containers.remove(id);
      });

      it('tells an exit code and its reason, in the list too', async () => {
        const id = await run('exits', { command: ['sh', '-c', 'exit 3'] });
        assert.equal(await engine.containers.wait(id), 3);
        const [listed] = await engine.containers.list({ labels: [label] });
        assert.equal(listed?.exitCode, 3);
        assert.match(listed.reason ?? '', /3/);
        assert.equal((await engine.containers.get(id))?.reason, listed.reason);
      });

      unless('out of memory')('tells that memory ran out', async () => {
        // The shell outlives what the kernel kills: an engine may hear of a first process's end
        // before it hears why it ended.
        const id = await run('oom', {
          command: ['sh', '-c', 'tail /dev/zero; code=$?; sleep 1; exit $code'],
          resources: { memoryBytes: 8 * 1024 * 1024, memorySwapBytes: 8 * 1024 * 1024 },
        });
        await engine.containers.wait(id);
        const [listed] = await engine.containers.list({ labels: [label] });
        assert.equal(listed?.oomKilled, true);
        assert.match(listed.reason ?? '', /memory/);
      });

      unless('health')('tells health as it changes', async () => {
        const healthy = new Promise<EngineEvent>((resolve) => {
          void engine.events({
            onEvent: (event) => {
              if (event.action.startsWith('health_status')) resolve(event);
            },
            onEnd: () => undefined,
          });
        });
        const id = await run('health', {
          healthcheck: { test: ['CMD', 'true'], intervalMs: 200, timeoutMs: 1000, retries: 1 },
        });
        await healthy;
        assert.equal((await engine.containers.get(id))?.health, 'healthy');
        const [listed] = await engine.containers.list({ labels: [label] });
        assert.equal(listed?.health, 'healthy');
      });

      it('pauses, unpauses, renames, restarts', async () => {
        const id = await run('verbs');
        await engine.containers.pause(id);
        assert.equal((await engine.containers.get(id))?.status, 'paused');
        await engine.containers.unpause(id);
        await engine.containers.rename(id, `${prefix}-renamed`);
        await engine.containers.restart(id, { graceMs: 1000 });
        const item = await engine.containers.get(id);
        assert.equal(item?.name, `${prefix}-renamed`);
        assert.equal(item.status, 'running');
      });

      it('refuses a second container of one name with a conflict', async () => {
        await create('name');
        await assert.rejects(create('name'), { code: 'conflict' });
      });

      it('refuses an image that is not there', async () => {
        await assert.rejects(create('image', { image: 'hyperbox-test/never:1' }), {
          code: 'image-not-found',
        });
      });

      it('says which port is taken', async () => {
        const id = await run('port-a', {
          ports: [{ containerPort: 80, protocol: 'tcp', hostPort: '', hostIp: '127.0.0.1' }],
        });
        const taken = (await engine.containers.get(id))?.ports[0]?.hostPort;
        const ports = [
          { containerPort: 80, protocol: 'tcp', hostPort: String(taken), hostIp: '127.0.0.1' },
        ] as const;
        await assert.rejects(run('port-b', { ports }), { code: 'port-unavailable' });
      });

      it('lists processes', async () => {
        const table = await engine.containers.top(await run('top'));
        assert.ok(table.titles.length > 0);
        assert.ok(table.processes.some((row) => row.join(' ').includes('sleep 0.1')));
      });

      it('ends a wait when it is cancelled', async () => {
        const id = await run('wait');
        const controller = new AbortController();
        const waiting = engine.containers.wait(id, controller.signal);
        controller.abort();
        await assert.rejects(waiting, { code: 'cancelled' });
        await assert.rejects(engine.containers.list({}, controller.signal), { code: 'cancelled' });
      });

      it('applies what a spec says', async () => {
        const id = await run('spec', {
          command: ['sh', '-c', 'echo "$A-$B-$(hostname)-$(id -u)-$(pwd)"; df /small; ls -d /mnt'],
          environment: ['A=1', 'B=two words'],
          hostname: 'box',
          user: '1234',
          workingDir: '/tmp',
          mounts: [
            { kind: 'volume', source: `${prefix}-volume`, target: '/mnt' },
            { kind: 'tmpfs', target: '/small', tmpfs: { sizeBytes: 1024 * 1024 } },
          ],
          capDrop: ['ALL'],
          init: false,
          extraHosts: ['other:10.0.0.1'],
        });
        await engine.containers.wait(id);
        const lines = await readAllLogs(id);
        assert.equal(lines[0]?.text, '1-two words-box-1234-/tmp');
        assert.ok(lines.some(({ text }) => /tmpfs\s+1024/.test(text)));
      });

      it('joins several networks under their aliases', async () => {
        for (const name of ['a', 'b']) {
          await engine.networks.create({ name: `${prefix}-${name}`, labels });
        }
        const id = await run('networked', {
          networks: [
            { network: `${prefix}-a`, aliases: ['first'] },
            { network: `${prefix}-b`, aliases: ['second'] },
          ],
        });
        const item = await engine.containers.get(id);
        assert.deepEqual(item?.networks, [`${prefix}-a`, `${prefix}-b`]);
        const record = JSON.stringify(await engine.containers.inspect(id));
        assert.match(record, /"first"/);
        assert.match(record, /"second"/);
      });
    });

    describe('commands, terminals and files', () => {
      it('runs a command to its end', async () => {
        const result = await engine.containers.exec(await run('exec'), {
          command: ['sh', '-c', 'echo "$X"; echo err >&2; exit 4'],
          environment: ['X=out'],
        });
        assert.deepEqual(result, { exitCode: 4, stdout: 'out\n', stderr: 'err\n' });
      });

      it('cuts output that never ends, and cancels it', async () => {
        const id = await run('flood');
        const big = await engine.containers.exec(id, {
          command: ['sh', '-c', 'head -c 3000000 /dev/zero | tr "\\0" x'],
        });
        assert.equal(big.stdout.length, 1024 * 1024);
        const running = engine.containers.exec(id, { command: ['yes'] }, AbortSignal.timeout(200));
        await assert.rejects(running, { code: 'cancelled' });
      });

      it('opens a terminal that knows its size', async () => {
        const terminal = await engine.containers.openTerminal(await run('terminal'), {
          command: ['sh'],
          columns: 91,
          rows: 17,
        });
        terminal.stream.write('stty size; exit 7\n');
        const output = await readText(terminal.stream);
        assert.match(output, /17 91/);
        assert.equal(await terminal.exitCode(), 7);
      });

      it('copies a file in and out again, and says what is at a path', async () => {
        const id = await run('copy');
        const tar = pack();
        tar.entry({ name: 'given.txt' }, 'what is in it');
        tar.finalize();
        await engine.containers.copyIn(id, '/tmp', tar as never);
        const names: string[] = [];
        let content = '';
        const reader = extract();
        reader.on('entry', (header, stream, next) => {
          names.push(header.name);
          void readText(stream as never).then((text) => {
            content += text;
            next();
          });
        });
        (await engine.containers.copyOut(id, '/tmp/given.txt')).pipe(reader as never);
        await once(reader as never, 'finish');
        assert.deepEqual([names, content], [['given.txt'], 'what is in it']);
        await assert.rejects(engine.containers.copyOut(id, '/nowhere'), { code: 'not-found' });
        const kindOf = async (path: string): Promise<string | undefined> =>
          (await engine.containers.stat(id, path))?.kind;
        assert.deepEqual(await engine.containers.stat(id, '/tmp/given.txt'), {
          kind: 'file',
          sizeBytes: 13,
        });
        assert.deepEqual(
          [await kindOf('/tmp'), await kindOf('/bin/sh'), await kindOf('/tmp/nowhere/else')],
          ['folder', 'link', undefined],
        );
      });
    });

    describe('logs', () => {
      it('keeps streams apart, lines whole and times in order', async () => {
        const id = await run('logs', {
          command: ['sh', '-c', 'echo one; echo two >&2; printf "a\\r\\nb\\377c\\nlast"'],
        });
        await engine.containers.wait(id);
        const lines = await readAllLogs(id);
        const of = (stream: string): string[] =>
          lines.filter((line) => line.stream === stream).map(({ text }) => text);
        assert.deepEqual(of('stdout'), ['one', 'a', 'b\uFFFDc', 'last']);
        assert.deepEqual(of('stderr'), ['two']);
        for (const line of lines) {
          assert.match(line.time, /^\d{4}-\d\d-\d\dT/);
          assert.ok(Math.abs(line.timeMs - Date.now()) < 60_000);
        }
      });

      it('reads a terminal, which has one stream', async () => {
        const id = await run('tty', { tty: true, command: ['sh', '-c', 'echo one; echo two >&2'] });
        await engine.containers.wait(id);
        const lines = await readAllLogs(id);
        assert.deepEqual(
          lines.map(({ text }) => text),
          ['one', 'two'],
        );
      });

      it('reads a line of 10 MB', async () => {
        const id = await run('long', {
          command: ['sh', '-c', 'head -c 10000000 /dev/zero | tr "\\0" x; echo; echo end'],
        });
        await engine.containers.wait(id);
        const lines = await readAllLogs(id);
        assert.deepEqual(
          lines.map(({ text }) => text.length),
          [10_000_000, 3],
        );
        assert.ok(/^x+$/.test(lines[0]?.text ?? ''));
      });

      it('follows until it is disposed of, from the last lines on', async () => {
        const id = await run('follow', {
          command: ['sh', '-c', 'i=0; while :; do echo $i; i=$((i+1)); sleep 0.05; done'],
        });
        const seen: string[] = [];
        let causes: unknown[] = [];
        await new Promise<void>((resolve, reject) => {
          const opened = engine.containers.logs(
            id,
            { follow: true, tail: 1 },
            {
              onLines: (batch) => {
                for (const { text } of batch) {
                  seen.push(text);
                  if (seen.length !== 5) continue;
                  void opened.then((logs) => {
                    logs.dispose();
                    resolve();
                  });
                }
                return undefined;
              },
              onEnd: (cause) => {
                causes = [...causes, cause];
              },
            },
          );
          opened.catch(reject);
        });
        assert.deepEqual(causes, [undefined]);
        const numbers = seen.map(Number);
        assert.deepEqual(
          numbers,
          numbers.map((_, index) => (numbers[0] ?? 0) + index),
        );
      });
    });

    describe('usage', () => {
      it('is read again and again until the container ends', async () => {
        const id = await run('stats', { command: ['sh', '-c', 'while :; do :; done'] });
        const samples: StatsRecord[] = [];
        await new Promise<void>((resolve, reject) => {
          engine.containers
            .stats(id, {
              onSample: (sample) => {
                samples.push(sample);
                if (samples.length === 3) void engine.containers.stop(id, { graceMs: 0 });
              },
              onEnd: (cause) => {
                if (cause) reject(cause);
                else resolve();
              },
            })
            .catch(reject);
        });
        const [first, second, third] = samples;
        assert.ok(first !== undefined && second !== undefined && third !== undefined);
        assert.ok(third.cpuTotalNs > second.cpuTotalNs);
        assert.ok(third.timeMs - second.timeMs < 15_000);
        assert.ok(first.memoryBytes > 0 && first.memoryBytes < first.memoryLimitBytes);
        assert.ok(first.processes > 0 && first.onlineCpus > 0);
      });

      it('is bounded by limits that the engine tells', async () => {
        const memoryBytes = 64 * 1024 * 1024;
        const id = await run('bounded', { resources: { nanoCpus: 500_000_000, memoryBytes } });
        const runtime = await engine.containers.runtime(id);
        assert.equal(runtime?.cpuLimitCores, 0.5);
        assert.equal(runtime.memoryLimitBytes, memoryBytes);
        assert.equal(runtime.restartCount, 0);
        assert.ok((runtime.pid ?? 0) > 0 && (runtime.startedAtMs ?? 0) > 0);
        await engine.containers.remove(id, { force: true });
        assert.equal(await engine.containers.runtime(id), undefined);
      });

      it('of the disk counts what is there and what could be freed', async () => {
        const id = await run('writer', { command: ['sh', '-c', 'head -c 300000 /dev/zero > /f'] });
        await engine.containers.wait(id);
        const { images, containers, volumes, buildCache } = await engine.diskUsage();
        assert.ok(images.count >= 1 && images.bytes > 100_000);
        assert.ok(containers.count >= 1 && containers.reclaimableBytes >= 300_000);
        for (const { bytes, reclaimableBytes } of [images, containers, volumes, buildCache])
          assert.ok(reclaimableBytes >= 0 && reclaimableBytes <= bytes);
        const shares = await engine.buildCache.unused();
        assert.ok(shares.every(({ count, bytes }) => count > 0 && bytes >= 0));
        await assert.rejects(engine.diskUsage(AbortSignal.abort()), { code: 'cancelled' });
      });

      it('is that of a machine that the engine names', async () => {
        const host = await engine.host();
        assert.match(host.kernelVersion, /^\d/);
        assert.ok(host.hostname !== '' && host.memoryBytes > 1024 ** 2);
      });
    });

    describe('events', () => {
      it('are heard from the moment that the stream is open', async () => {
        const heard: EngineEvent[] = [];
        const stream = await engine.events({
          onEvent: (event) => heard.push(event),
          onEnd: () => undefined,
        });
        const id = await run('events', { command: ['sh', '-c', 'exit 5'] });
        await engine.containers.wait(id);
        await engine.containers.remove(id);
        const actions = (): string[] =>
          heard.filter((event) => event.id === id).map(({ action }) => action);
        const until = Date.now() + 5000;
        while (!actions().some((action) => ['destroy', 'remove'].includes(action))) {
          assert.ok(Date.now() < until, `heard only ${actions().join(', ')}`);
          await new Promise((resolve) => setImmediate(resolve));
        }
        for (const action of ['create', 'start', 'die'])
          assert.ok(actions().includes(action), action);
        assert.equal(heard.find((event) => event.id === id)?.kind, 'container');
        stream.dispose();
      });

      it('end without a cause when they are disposed of', async () => {
        const causes: unknown[] = [];
        const stream = await engine.events({
          onEvent: () => undefined,
          onEnd: (cause) => causes.push(cause),
        });
        stream.dispose();
        stream.dispose();
        assert.deepEqual(causes, [undefined]);
      });
    });

    describe('images, volumes and networks', () => {
      it('shows an image in the list and by its name', async () => {
        const item = await engine.images.get(image);
        const listed = (await engine.images.list()).find(({ id }) => id === item?.id);
        assert.ok(item !== undefined && listed !== undefined);
        assert.ok(listed.tags.some((tag) => tag.endsWith(image)));
        assert.equal(item.dangling, false);
        assert.equal(await engine.images.get('hyperbox-test/never:1'), undefined);
      });

      it('tags an image and takes the tag away again', async () => {
        const tag = 'hyperbox-test/conformance:tagged';
        await engine.images.tag(image, tag);
        assert.equal((await engine.images.get(tag))?.id, (await engine.images.get(image))?.id);
        await engine.images.remove(tag);
        await engine.images.remove(tag);
        assert.equal(await engine.images.get(tag), undefined);
      });

      it('makes a volume twice and removes it twice', async () => {
        const spec = { name: `${prefix}-volume`, labels };
        assert.equal(await engine.volumes.create(spec), spec.name);
        assert.equal(await engine.volumes.create(spec), spec.name);
        assert.deepEqual((await engine.volumes.get(spec.name))?.labels, labels);
        await engine.volumes.remove(spec.name);
        await engine.volumes.remove(spec.name);
        assert.equal(await engine.volumes.get(spec.name), undefined);
      });

      it('makes a network twice, and refuses another of its name', async () => {
        const spec = {
          name: `${prefix}-net`,
          labels,
          ipam: { config: [{ subnet: '10.231.77.0/24', gateway: '10.231.77.1' }] },
        };
        const id = await engine.networks.create(spec);
        assert.equal(await engine.networks.create(spec), id);
        assert.deepEqual((await engine.networks.get(spec.name))?.subnets, ['10.231.77.0/24']);
        await assert.rejects(engine.networks.create({ ...spec, internal: true }), {
          code: 'conflict',
        });
        await engine.networks.remove(id);
        await engine.networks.remove(id);
        assert.equal(await engine.networks.get(spec.name), undefined);
      });

      it('connects a container to a network and takes it off again', async () => {
        await engine.networks.create({ name: `${prefix}-later`, labels });
        const id = await run('joiner');
        await engine.networks.connect(`${prefix}-later`, id, { aliases: ['joined'] });
        assert.ok((await engine.containers.get(id))?.networks.includes(`${prefix}-later`));
        await engine.networks.disconnect(`${prefix}-later`, id);
        assert.ok(!(await engine.containers.get(id))?.networks.includes(`${prefix}-later`));
      });

      it('refuses to remove a volume in use', async () => {
        await run('user', {
          mounts: [{ kind: 'volume', source: `${prefix}-used`, target: '/mnt' }],
        });
        await assert.rejects(engine.volumes.remove(`${prefix}-used`), { code: 'conflict' });
      });
    });
  });
};
