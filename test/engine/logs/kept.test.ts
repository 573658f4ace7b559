import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openServer, type HyperBoxServer } from '../../../scripts/start/hyperbox-server.ts';
import { engineGet } from '#shared/protocol/engine';
import type { ProjectId, StreamId } from '#shared/protocol/ids';
import { logsClose, logsOpen, logsRead, logsReceived, type LogLine } from '#shared/protocol/logs';
import {
  projectsDown,
  projectsRestart,
  projectsStart,
  projectsWatch,
} from '#shared/protocol/projects';
import { reloadExplain, reloadFileSaved, reloadSetAutoRestart } from '#shared/protocol/reload';
import { connectEngine, busyboxImage, cleanUp } from '../../support/engine.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const total = 10_000;

/** Counts on over restarts and in new containers; what it was told to stop at, it has printed. */
const count = `
trap 'stop=1' TERM
echo up
n=$(cat /kept/n 2>/dev/null || echo 0)
while [ -z "$stop" ]; do
  if [ $n -ge ${String(total)} ]; then sleep 0.05; continue; fi
  n=$((n+1)); echo "line $n"
  [ $((n % 50)) = 0 ] && sleep 0.05
done
echo $n > /kept/n
`;

describe('the log of a service that is kept', function () {
  this.timeout(180_000);
  const name = `hyperbox-kept-${randomBytes(3).toString('hex')}`;
  let folder: string;
  let server: HyperBoxServer;
  let project: ProjectId;
  let stream: StreamId;
  let lines: LogLine[];
  let newest = 0;
  let ups = 0;
  let wake: () => void = () => undefined;

  const write = (path: string, text: string): Promise<void> =>
    writeFile(join(folder, 'shop', path), text);
  const writeCompose = (round: number): Promise<void> =>
    write(
      'compose.yaml',
      `name: ${name}
services:
  counter:
    image: hyperbox-test/busybox:1
    command: [sh, /app/count.sh]
    environment: { ROUND: "${String(round)}" }
    network_mode: none
    stop_grace_period: 20s
    volumes: ["./app:/app", "kept:/kept"]
volumes: { kept: {} }
`,
    );

  const printed = (of: readonly LogLine[]): readonly string[] =>
    of.filter(({ stream: output }) => output !== 'marker').map(({ text }) => text);
  const open = async (): Promise<void> => {
    server = await openServer({
      ...{ root, folder: join(folder, 'shop'), script: 'server/src/main.ts' },
      env: { ...process.env, XDG_STATE_HOME: join(folder, 'state') },
      stateFolder: join(folder, 'workspace'),
    });
    while ((await server.send(engineGet, {})).kind !== 'connected')
      await new Promise((resolve) => setTimeout(resolve, 50));
    const [item] = (await server.send(projectsWatch, { watch: true })).filter(
      (each) => each.name === name,
    );
    project = item!.id;
    server.on(logsReceived, (batch) => {
      assert.equal(batch.dropped, 0);
      lines.push(...batch.lines);
      ups += printed(batch.lines).filter((text) => text === 'up').length;
      newest = Number(/^line (\d+)$/.exec(printed(batch.lines).at(-1) ?? '')?.[1] ?? newest);
      wake();
    });
    await openStream();
  };
  const openStream = async (): Promise<void> => {
    lines = [];
    ups = 0;
    const opened = await server.send(logsOpen, {
      ...{ target: { kind: 'project', projectId: project }, keep: true, tail: 20_000 },
    });
    assert.deepEqual(opened.origins, [{ key: 'counter', project: name, service: 'counter' }]);
    stream = opened.streamId;
  };
  const until = async (isSo: () => boolean): Promise<void> => {
    while (!isSo()) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => {
          reject(
            new Error(
              `Only so far: ${lines
                .slice(-5)
                .map(({ text }) => text)
                .join(' / ')}`,
            ),
          );
        }, 20_000);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const markers = (of: readonly LogLine[]): readonly string[] =>
    of
      .filter(({ stream: output }) => output === 'marker')
      .map(({ text }) => text.replace(/^\S+ /, '').replace(/in \d+ ms/, 'in N ms'));
  /** The new run can be told to stop. */
  const untilUp = (starts: number): Promise<void> => until(() => ups >= starts);
  const upTo = (n: number): Promise<void> => until(() => newest >= n);

  const restartFromOutside = async (): Promise<void> => {
    const engine = await connectEngine();
    const labels = [`com.docker.compose.project=${name}`];
    for (const { id } of await engine.containers.list({ labels }))
      await engine.containers.restart(id);
    engine.dispose();
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hyperbox-kept-'));
    await mkdir(join(folder, 'shop', 'app'), { recursive: true });
    await write('app/count.sh', count);
    await writeCompose(0);
    const engine = await connectEngine();
    await busyboxImage(engine);
    engine.dispose();
    await open();
  });
  after(async () => {
    await server.kill();
    const engine = await connectEngine();
    await cleanUp(engine, `com.docker.compose.project=${name}`);
    engine.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  it('has each of 10,000 lines once, over 20 restarts, new containers, a reload and a crash of ours', async () => {
    const stopped = 'exited with code 0 (after SIGTERM)';
    const rounds = {
      restart: async () => {
        await server.send(projectsRestart, { projectId: project });
        return [stopped, 'restarted'];
      },
      new: async (round: number) => {
        await writeCompose(round);
        await server.send(projectsStart, { projectId: project });
        return [stopped, 'recreated'];
      },
      crash: async () => {
        await server.kill();
        await restartFromOutside();
        await open();
        return ['exited', 'started'];
      },
    } satisfies Record<string, (round: number) => Promise<string[]>>;
    const expected: string[] = ['started'];
    await server.send(projectsStart, { projectId: project });
    for (let round = 1; round <= 20; round += 1) {
      await upTo(round * 400);
      const told =
        await rounds[round % 6 === 0 ? 'new' : round === 13 ? 'crash' : 'restart'](round);
      expected.push(...told);
      await untilUp(round + 1);
    }
    await upTo(8200);
    await server.send(reloadSetAutoRestart, { projectId: project, enabled: true });
    await server.send(reloadExplain, { projectId: project });
    await write('app/other.txt', 'saved');
    await server.notify(reloadFileSaved, { path: join(folder, 'shop', 'app', 'other.txt') });
    expected.push(stopped, 'restarted', 'reloaded in N ms: other.txt (restart)');
    await until(() => lines.some(({ text }) => text.includes('reloaded')));
    await upTo(total);

    const all = await server.send(logsRead, { streamId: stream, before: 20_000, after: 0 });
    assert.ok(all.atStart && all.atEnd);
    const numbers = Array.from({ length: total }, (_, index) => `line ${String(index + 1)}`);
    assert.deepEqual(
      printed(all.lines).filter((text) => text !== 'up'),
      numbers,
    );
    const told = markers(all.lines).filter((text) => !text.endsWith('removed'));
    assert.deepEqual(
      told.map((text) => text.replace(/^recreated.*/, 'recreated')),
      expected,
    );
    // What was shown, with what there was when it was opened again, is the same.
    assert.deepEqual(
      lines.map(({ at, text }) => [at, text]),
      all.lines.map(({ at, text }) => [at, text]),
    );
    let isUp = false;
    for (const [index, { stream: output, text }] of all.lines.entries()) {
      const around = all.lines.slice(Math.max(0, index - 3), index + 4);
      const told = around.map((line) => `${line.at} ${line.text}`).join(' / ');
      if (output !== 'marker') assert.ok(isUp, `${text} comes while it is down: ${told}`);
      else if (/ (?:re)?(?:started|created)/.test(text)) isUp = true;
      else if (text.includes(' exited')) isUp = false;
    }
  });

  it('has what containers printed that were removed while nobody looked', async () => {
    await server.send(logsClose, { streamId: stream });
    await writeCompose(100);
    await server.send(projectsStart, { projectId: project });
    await server.send(projectsDown, { projectId: project });
    await openStream();
    const { lines: all } = await server.send(logsRead, {
      ...{ streamId: stream, before: 20_000, after: 0 },
    });
    assert.ok(printed(all).includes(`line ${String(total)}`));
    assert.deepEqual(
      markers(all)
        .filter((text) => !text.endsWith('removed'))
        .slice(-3)
        .map((text) => text.replace(/^recreated.*/, 'recreated')),
      ['exited with code 0', 'recreated', 'exited with code 0'],
    );
  });
});
