import { drawFile } from './draw-file.ts';
import { JudgeProcess } from './judge-process.ts';
import type { Complaint } from './judge.ts';
import type { Material } from './material.ts';
import { minimise } from './minimise.ts';
import { targetText, withText } from './project.ts';
import type { Answer } from './worker.ts';

export interface CampaignOptions {
  readonly seed: number;
  /** The first file's number. */
  readonly from: number;
  readonly count: number;
  readonly processes: number;
  /** A load that takes more time of the processor is a failure. */
  readonly limitMs: number;
  readonly material: Material;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  readonly judged: number;
  readonly slowest: { readonly index: number; readonly loadMs: number };
  readonly peakMegabytes: number;
  readonly failures: readonly Failure[];
}

export interface Failure {
  readonly index: number;
  readonly steps: readonly string[];
  readonly complaint: Complaint;
  readonly path: string;
  /** The file, as small as it still fails. */
  readonly text: string;
}

/** A wall-clock limit that also a machine with other things to do keeps. */
const hangFactor = 20;
/** More of them say no more. */
const maxFailures = 20;

/** Judges `count` mutated files in several processes at once. */
export const runCampaign = async (options: CampaignOptions): Promise<Progress> => {
  const { seed, from, count, processes, limitMs, onProgress } = options;
  const failures: Failure[] = [];
  let next = from;
  let judged = 0;
  let slowest = { index: from, loadMs: 0 };
  let peakMegabytes = 0;
  const progress = (): Progress => ({ judged, slowest, peakMegabytes, failures });
  const work = async (): Promise<void> => {
    const judge = new JudgeProcess({ hangMs: limitMs * hangFactor });
    try {
      while (next < from + count && failures.length < maxFailures) {
        const index = next;
        next += 1;
        const answer = await judge.ask({ kind: 'drawn', seed, index, limitMs });
        judged += 1;
        if (answer.loadMs > slowest.loadMs) slowest = { index, loadMs: answer.loadMs };
        peakMegabytes = Math.max(peakMegabytes, answer.peakMegabytes);
        if (answer.complaint !== undefined) {
          failures.push(await investigate(index, answer, judge, options));
        }
        onProgress?.(progress());
      }
    } finally {
      await judge.close();
    }
  };
  await Promise.all(Array.from({ length: processes }, work));
  return progress();
};

/** Draws the file again, and finds the smallest one that fails in the same way. */
const investigate = async (
  index: number,
  answer: Answer,
  judge: JudgeProcess,
  { seed, limitMs, material }: CampaignOptions,
): Promise<Failure> => {
  const { project, steps } = await drawFile(material, { seed, index });
  const complaint = answer.complaint ?? { kind: 'threw', detail: '' };
  const text = await minimise(targetText(project), async (candidate) => {
    const again = await judge.ask({
      kind: 'given',
      project: withText(project, candidate),
      limitMs,
    });
    return again.complaint?.kind === complaint.kind;
  });
  return { index, steps, complaint, path: project.target, text };
};
