import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { pack } from 'tar-stream';
import type { ContainerId } from '#shared/protocol/ids';
import type { Bench, Samples } from '../../scripts/bench/harness.ts';
import type { Engine } from '../../server/src/engines/contract.ts';
import { busyboxImage, connectEngine } from '../support/engine.ts';
import { answering, arrival } from './support/arrival.ts';
import { ComposeWatch } from './support/compose-watch.ts';
import { openEngineClock, wallMs, type EngineClock } from './support/engine-clock.ts';
import {
  composeIn,
  reloadProject,
  tree,
  type ReloadContainer,
  type ReloadProject,
} from './support/reload-project.ts';
import { OurReload } from './support/reload-sides.ts';

const saves = 50;
const checkouts = 10;
const checkedOut = 2000;
const peerName = 'docker compose watch';

let engine: Engine;
let clock: EngineClock;
let ours: Side;
let theirs: Side;
let reload: OurReload;
let peer: ComposeWatch;

/** One of two projects of the same files; the one is watched by us, the other by Compose. */
interface Side {
  readonly project: ReloadProject;
  readonly pages: ReloadContainer;
  readonly web: ReloadContainer;
  readonly many: ReloadContainer;
}

/** Who notices a save: the editor tells of it, or nobody does. */
type Way = 'saved in the editor' | 'written by anything else' | 'peer' | 'the engine alone';
const ways: readonly Way[] = ['saved in the editor', 'written by anything else', 'peer'];
type Times = Record<Way, number[]>;

const sideOf = (way: Way): Side => (way === 'peer' ? theirs : ours);

let texts = 0;
/** About as long as a source file is, and never the same. */
const text = (): string =>
  `${String((texts += 1))}\n${'const line = "of a source file";\n'.repeat(120)}`;

/** What the engine itself takes: the same two requests and nothing else. Nobody can be faster. */
const copyAndRestart = async (id: ContainerId, file: string, content: string): Promise<void> => {
  const tar = pack();
  tar.entry({ name: file }, content);
  tar.finalize();
  await engine.containers.copyIn(id, '/', Readable.from(tar as AsyncIterable<Buffer>));
  await engine.containers.restart(id);
};

const save = async (way: Way, file: string, content: string): Promise<void> => {
  const target = path.join(sideOf(way).project.folder, file);
  await writeFile(target, content);
  if (way === 'saved in the editor') await reload.saved(target);
};

/** All ways in turns, who goes first in turns as well; the first round does not count. */
const inTurns = async (
  rounds: number,
  chosen: readonly Way[],
  measure: (way: Way) => Promise<Readonly<Record<string, number>>>,
): Promise<Record<string, Times>> => {
  const taken: Record<string, Times> = {};
  for (let round = -1; round < rounds; round += 1) {
    for (let turn = 0; turn < chosen.length; turn += 1) {
      const way = chosen[(turn + round + chosen.length) % chosen.length]!;
      for (const [name, time] of Object.entries(await measure(way))) {
        const times = (taken[name] ??= {
          'saved in the editor': [],
          'written by anything else': [],
          peer: [],
          'the engine alone': [],
        });
        if (round >= 0) times[way].push(time);
      }
    }
  }
  return taken;
};

const copied = once(() =>
  inTurns(saves, ways, async (way) => {
    const [content, startedAt] = [text(), performance.now()];
    await save(way, 'pages/index.html', content);
    const file = path.join(sideOf(way).pages.root, 'pages/index.html');
    return { copied: (await arrival(new Map([[file, content]]))) - startedAt };
  }),
);

const restarted = once(() =>
  inTurns(saves, [...ways, 'the engine alone'], async (way) => {
    const { web } = sideOf(way);
    const content = text();
    const said = clock.next(web.id, 'health_status: healthy');
    const isOurs = way === 'saved in the editor' || way === 'written by anything else';
    const told = isOurs ? reload.nextHealthy() : undefined;
    const [startedAt, startedWallMs] = [performance.now(), wallMs()];
    if (way === 'the engine alone') await copyAndRestart(web.id, 'app/config.txt', content);
    else await save(way, 'app/config.txt', content);
    const answered = await answering(`http://${web.ip}/config.txt`, content);
    const saidMs = (await said) - startedWallMs;
    const healthy = told === undefined ? saidMs : (await told) - startedAt;
    return { answered: answered - startedAt, healthy, said: saidMs };
  }),
);

const checkedOutOf = once(() =>
  inTurns(checkouts, ['written by anything else', 'peer'], async (way) => {
    const { project, many } = sideOf(way);
    const branch = branches.get(way) === 'one' ? 'two' : 'one';
    branches.set(way, branch);
    const files = Object.entries(manyFiles(branch)).map(
      ([file, content]) => [path.join(many.root, file), content] as const,
    );
    const startedAt = performance.now();
    await project.git('checkout', '-q', branch);
    return { all: (await arrival(new Map(files))) - startedAt };
  }),
);
const branches = new Map<Way, 'one' | 'two'>();
const manyFiles = (branch: 'one' | 'two'): Record<string, string> =>
  tree('many', checkedOut, (n) => `${branch} ${String(n)}\n`.repeat(40));

/** A row of what was taken, its median or what all but a twentieth are below. */
const row = (
  title: string,
  quantile: 0.5 | 0.95,
  goal: number | undefined,
  take: () => Promise<Times>,
  way: Way,
): Samples => ({
  ...{ kind: 'samples', title: `${title}${quantile === 0.5 ? '' : ', 95 %'}` },
  ...{ unit: 'ms', quantile, peer: peerName, ...(goal !== undefined && { goal }) },
  take: async () => {
    const taken = await take();
    return { ours: taken[way], peer: taken.peer };
  },
});

const rows = (what: string, goal: number, take: () => Promise<Times>): readonly Samples[] =>
  (['saved in the editor', 'written by anything else'] as const).flatMap((way) => [
    row(`${way}: ${what}`, 0.5, goal, take, way),
    row(`${way}: ${what}`, 0.95, goal, take, way),
  ]);

const engineRow = (what: string, take: () => Promise<Times>): Samples =>
  row(`the engine’s own part of: ${what}`, 0.5, undefined, take, 'the engine alone');

/** Turning it on answers before all is watched. */
const untilWatched = async (): Promise<void> => {
  const again = setInterval(() => {
    void writeFile(path.join(ours.project.folder, 'pages/ready.txt'), String((texts += 1)));
  }, 100);
  const file = path.join(ours.pages.root, 'pages/ready.txt');
  const giveUp = performance.now() + 30_000;
  while (!existsSync(file)) {
    if (performance.now() > giveUp) throw new Error('nothing is watched');
    await delay(10);
  }
  clearInterval(again);
};

const makeSide = async (name: string): Promise<Side> => {
  const project = await reloadProject(engine, name, {
    'pages/index.html': text(),
    'app/config.txt': text(),
    ...manyFiles('one'),
  });
  await project.git('init', '-q', '-b', 'one');
  await project.git('add', 'many');
  await project.git('commit', '-qm', 'one');
  await project.git('checkout', '-qb', 'two');
  for (const [file, content] of Object.entries(manyFiles('two')))
    await writeFile(path.join(project.folder, file), content);
  await project.git('commit', '-qam', 'two');
  await composeIn(project.folder, 'up', '-d', '--wait');
  return {
    project,
    pages: await project.container('pages'),
    web: await project.container('web'),
    many: await project.container('many'),
  };
};

export const bench: Bench = {
  title: 'Hot reload: from a save to the container',
  note: `Two copies of one project on the same engine, one watched by the HyperBox server with its toggle on,
one by \`docker compose watch\`, which both run all the time; saves of 4 kB alternate between them,
${String(saves)} times each way. *In the container* is when the file has its new text where the machine sees
the container's file system, looked at every millisecond. *Answers* is when the service, restarted,
serves the new text. *Healthy* is when our server says that it is, which runs the service's health check
itself; with Compose, which does not, it is the engine's event of that check, which comes every 200 ms.
*The engine says so* is that event on both sides. *The engine's own part* is one request that copies the file and one that restarts, by nobody who watches anything. A
*checkout* is \`git checkout\` of a branch in which ${String(checkedOut)} files differ, from the command until
every file is in the container.`,
  setUp: async () => {
    engine = await connectEngine();
    await busyboxImage(engine);
    const name = `hyperbox-bench-reload-${String(process.pid)}`;
    ours = await makeSide(`${name}-ours`);
    theirs = await makeSide(`${name}-theirs`);
    clock = await openEngineClock();
    reload = await OurReload.open(ours.project.folder, ours.project.name);
    await reload.toggle(true);
    await untilWatched();
    peer = await ComposeWatch.start(theirs.project.folder);
    return async () => {
      await reload.close();
      await peer.end();
      clock.dispose();
      await ours.project.remove();
      await theirs.project.remove();
      engine.dispose();
    };
  },
  rows: [
    ...rows('the file is in the container', 0.2, async () => (await copied())['copied']!),
    ...rows('copied and restarted, it answers', 0.5, async () => (await restarted())['answered']!),
    ...rows(
      'copied and restarted, it is healthy',
      0.5,
      async () => (await restarted())['healthy']!,
    ),
    row(
      'saved in the editor: copied and restarted, the engine says so',
      0.5,
      undefined,
      async () => (await restarted())['said']!,
      'saved in the editor',
    ),
    engineRow('copied and restarted, it answers', async () => (await restarted())['answered']!),
    engineRow('copied and restarted, the engine says so', async () => (await restarted())['said']!),
    row(
      'a checkout is in the container',
      0.5,
      0.5,
      async () => (await checkedOutOf())['all']!,
      'written by anything else',
    ),
  ],
};

function once<T>(take: () => Promise<T>): () => Promise<T> {
  let taken: Promise<T> | undefined;
  return () => (taken ??= take());
}
