// A process that judges one file after the other, as `judge-process.ts` asks.
import { drawFile } from './draw-file.ts';
import { judge, type Verdict } from './judge.ts';
import { Material } from './material.ts';
import type { FuzzProject } from './project.ts';

/** The file of a number, or a project as it is. */
export type Task = (
  | { readonly kind: 'drawn'; readonly seed: number; readonly index: number }
  | { readonly kind: 'given'; readonly project: FuzzProject }
) & { readonly limitMs: number };

export interface Answer extends Verdict {
  readonly steps: readonly string[];
  /** The most memory that the process ever held. */
  readonly peakMegabytes: number;
}

/** One in so many is judged in more ways. */
const thoroughEvery = 4;

const material = await Material.read(process.env);

const answer = async (task: Task): Promise<Answer> => {
  const { project, steps } =
    task.kind === 'drawn' ? await drawFile(material, task) : { project: task.project, steps: [] };
  const thorough = task.kind === 'given' || task.index % thoroughEvery === 0;
  const verdict = await judge(project, { limitMs: task.limitMs, thorough });
  return { ...verdict, steps, peakMegabytes: process.resourceUsage().maxRSS / 1024 };
};

process.on('message', (task: Task) => {
  answer(task).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      // Not the loader's fault: a mutation failed. The parent reports the exit.
      console.error(error);
      process.exit(1);
    },
  );
});
// Whoever asks goes, so does this.
process.on('disconnect', () => process.exit());
process.send?.('ready');
