import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import type { Bench } from '../../scripts/bench/harness.ts';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import { launchBrowser } from '../support/browser.ts';
import { projectNamed } from './support/kept-log.ts';
import { LogsPanelPage, type PageMemory } from './support/logs-page.ts';
import { Printers } from './support/printers.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const project = 'hyperbox-bench-logs-page';
const [few, many] = [10_000, 1_000_000];

/** One page that stays open, after few lines and after many. */
interface Round {
  readonly few: PageMemory;
  readonly many: PageMemory;
}

let printers: Printers;
let server: HyperBoxServer;
let browser: Browser;

const print = async (lines: number): Promise<void> => {
  await printers.make({ services: 1, lines });
  for (const name of printers.names) await printers.engine.containers.start(name);
};

const takeRound = async (): Promise<Round> => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  const projectId = await projectNamed(server, project);
  const target = { kind: 'project', projectId } as const;
  const panel = await LogsPanelPage.open(page, { server, root, target });
  const after = async (lines: number): Promise<PageMemory> => {
    await print(lines - panel.lines);
    await panel.until(lines);
    return panel.memory();
  };
  const round = { few: await after(few), many: await after(many) };
  await panel.close();
  return round;
};

const rounds: Round[] = [];

/** Of each round that the first row has taken. */
const ofRounds = (value: (round: Round) => number): (() => Promise<number>) => {
  let next = 0;
  return async () => {
    const round = rounds[next++];
    if (round === undefined) throw new Error('there are no more rounds');
    return Promise.resolve(value(round));
  };
};

const figure = { kind: 'figure', rounds: 3 } as const;

export const bench: Bench = {
  title: 'Logs, in the page of the panel',
  note:
    'The page as it is built, in a browser’s page of its own, following a service that prints 95 bytes a line ' +
    'as fast as it can; garbage is collected before memory is read. The same page is looked at twice.',
  setUp: async () => {
    const undo: (() => Promise<unknown>)[] = [];
    const tearDown = async (): Promise<void> => {
      for (const step of undo.toReversed()) await step();
    };
    try {
      const folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-logs-page-'));
      undo.push(() => rm(folder, { recursive: true, force: true }));
      printers = await Printers.open(project);
      undo.push(() => printers.dispose());
      await printers.make({ services: 1, lines: 1 });
      server = await openServer({ root, folder: root, env: process.env, stateFolder: folder });
      undo.push(() => server.close());
      browser = await launchBrowser();
      undo.push(() => browser.close());
    } catch (error) {
      await tearDown();
      throw error;
    }
    return tearDown;
  },
  rows: [
    {
      ...figure,
      title: 'What its scripts have in memory after 10,000 lines',
      unit: 'MB',
      measure: async () => {
        const round = await takeRound();
        rounds.push(round);
        return round.few.heapMegabytes;
      },
    },
    {
      ...figure,
      title: 'What they have after 1,000,000',
      unit: 'MB',
      measure: ofRounds((round) => round.many.heapMegabytes),
    },
    {
      ...figure,
      title: 'Memory after 1,000,000 lines, of what it is after 10,000',
      unit: '×',
      limit: 1.2,
      measure: ofRounds((round) => round.many.heapMegabytes / round.few.heapMegabytes),
    },
    {
      ...figure,
      title: 'Elements after 1,000,000 lines, of what they are after 10,000',
      unit: '×',
      limit: 1.2,
      measure: ofRounds((round) => round.many.nodes / round.few.nodes),
    },
  ],
};
