import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Frame } from 'playwright-core';
import type { Bench } from '../../scripts/bench/harness.ts';
import { panelFrame } from '../extension/ui/bed/panels.ts';
import { until } from '../extension/ui/bed/wait.ts';
import { gatherCrowd } from './support/crowd.ts';
import { framesOf, quantileOf } from './support/page-clock.ts';
import { openWindow } from './support/window.ts';

const count = 100;
const prefix = 'hyperbox-bench-dashboard';
/** Ten ticks: each of them draws, and the frames between have nothing to do. */
const watchedMs = 10_000;

let frame: Frame;

const frameMs = (quantile: number) => async (): Promise<number> =>
  quantileOf(await framesOf(frame, watchedMs), quantile);

/** What a reader at the charts sees, and one at the rows of the table. */
const look = async (selector: string): Promise<void> => {
  await frame.locator(selector).first().scrollIntoViewIfNeeded();
};

export const bench: Bench = {
  title: 'Dashboard of 100 containers',
  note:
    'Every container is read once a second and told in one message. A frame in a hundred has such a ' +
    'message to show, which is why 99 of 100 are said beside 95.',
  setUp: async () => {
    const size = { containers: count, running: count, projects: 10 };
    const crowd = await gatherCrowd(prefix, size);
    const undo: (() => Promise<unknown>)[] = [() => crowd.remove()];
    const tearDown = async (): Promise<void> => {
      for (const step of undo.toReversed()) await step();
    };
    try {
      const folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
      undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
      const vscode = await openWindow(folder);
      undo.push(() => vscode.close());
      await vscode.runCommand('HyperBox: Show Metrics of All Containers');
      frame = await panelFrame(vscode.page, 'main.metrics');
      const shown = frame.locator('.services .section-note');
      const all = async (): Promise<true | undefined> =>
        // Others may run on the same engine.
        Number(await shown.textContent()) >= count ? true : undefined;
      await until('all containers in the panel', all, 120_000);
    } catch (error) {
      await tearDown();
      throw error;
    }
    return tearDown;
  },
  rows: [
    {
      kind: 'figure',
      title: 'rows of the table: a frame while streaming (95 of 100 are shorter)',
      unit: 'ms',
      limit: 50,
      rounds: 3,
      measure: frameMs(0.95),
    },
    {
      kind: 'figure',
      title: 'rows of the table: a frame while streaming (99 of 100 are shorter)',
      unit: 'ms',
      rounds: 3,
      measure: frameMs(0.99),
    },
    {
      kind: 'figure',
      title: 'charts: a frame while streaming (95 of 100 are shorter)',
      unit: 'ms',
      limit: 50,
      rounds: 3,
      measure: async () => {
        await look('.disk');
        return frameMs(0.95)();
      },
    },
    {
      kind: 'figure',
      title: 'charts: a frame while streaming (99 of 100 are shorter)',
      unit: 'ms',
      rounds: 3,
      measure: frameMs(0.99),
    },
  ],
};
