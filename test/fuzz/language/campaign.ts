import { pathToFileURL } from 'node:url';
import type { Material } from '../material.ts';
import { play } from './play.ts';
import { drawScript, type Script } from './script.ts';
import { ServerProcess, type ServerProcessOptions } from './server-process.ts';

export interface CampaignOptions {
  readonly seed: number;
  /** The first script's number. */
  readonly from: number;
  readonly count: number;
  /** How many pairs of servers, and how many scripts each pair plays at once. */
  readonly processes: number;
  readonly atOnce: number;
  readonly server: ServerProcessOptions;
  readonly material: Material;
  readonly onProgress: (progress: Progress) => void;
}

export interface Failure {
  readonly index: number;
  readonly complaint: string;
  readonly script: Script;
}

export interface Progress {
  readonly played: number;
  readonly peakMegabytes: number;
  readonly failures: readonly Failure[];
}

/** More of them say no more. */
const maxFailures = 20;
/** So often a pair of servers is ended and started anew; in between they live as long as on a busy day. */
const scriptsPerProcess = 4000;

/** Plays `count` scripts against real servers. */
export const runCampaign = async (options: CampaignOptions): Promise<Progress> => {
  const { from, count, processes, onProgress } = options;
  const failures: Failure[] = [];
  let next = from;
  let played = 0;
  let peakMegabytes = 0;
  const progress = (): Progress => ({ played, peakMegabytes, failures });
  const work = async (): Promise<void> => {
    while (next < from + count && failures.length < maxFailures) {
      const until = Math.min(from + count, next + scriptsPerProcess);
      const first = next;
      next = until;
      await runOnPair(first, until, options, {
        played: async (index, script, complaint, edited) => {
          played += 1;
          if (complaint !== undefined) failures.push({ index, complaint, script });
          if (index % 50 === 0) peakMegabytes = Math.max(peakMegabytes, await edited.megabytes());
          onProgress(progress());
          return failures.length < maxFailures;
        },
      });
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return progress();
};

interface Heard {
  /** False when there were enough failures. */
  played(
    index: number,
    script: Script,
    complaint: string | undefined,
    edited: ServerProcess,
  ): Promise<boolean>;
}

interface Pair {
  readonly edited: ServerProcess;
  readonly fresh: ServerProcess;
}

const runOnPair = async (
  from: number,
  until: number,
  { seed, atOnce, server, material }: CampaignOptions,
  heard: Heard,
): Promise<void> => {
  let pair = startPair(server);
  const projects = new Map<string, Promise<unknown>>();
  let next = from;
  let goesOn = true;
  const uriOf = (path: string): string => pathToFileURL(path).toString();
  const playOne = async (index: number): Promise<void> => {
    const script = await drawScript(material, { seed, index, uriOf });
    const before = projects.get(script.project);
    const run = (async () => {
      await before;
      const used = pair;
      const { edited, fresh } = await used;
      const complaint = await play(script, { edited, fresh, seed, index, uriOf });
      // A server that has ended, or has something to complain of, is of no use to the next script.
      const isSpent = (edited.complaint ?? fresh.complaint) !== undefined;
      if (isSpent && pair === used) pair = replacePair(used, server);
      goesOn = (await heard.played(index, script, complaint, edited)) && goesOn;
    })();
    projects.set(script.project, run);
    await run;
  };
  const work = async (): Promise<void> => {
    while (goesOn && next < until) {
      next += 1;
      await playOne(next - 1);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await closePair(await pair);
  }
};

const startPair = async (server: ServerProcessOptions): Promise<Pair> => {
  const pair = { edited: new ServerProcess(server), fresh: new ServerProcess(server) };
  await Promise.all([pair.edited.initialize(), pair.fresh.initialize()]);
  return pair;
};

const replacePair = async (spent: Promise<Pair>, server: ServerProcessOptions): Promise<Pair> => {
  await closePair(await spent);
  return startPair(server);
};

const closePair = async ({ edited, fresh }: Pair): Promise<void> => {
  await Promise.all([edited.close(), fresh.close()]);
};
