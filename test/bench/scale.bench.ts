import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { inventoryWatch } from '#shared/protocol/inventory';
import { projectsWatch } from '#shared/protocol/projects';
import { spread, type Bench } from '../../scripts/bench/harness.ts';
import { openServer, type HyperBoxServer } from '../../scripts/start/hyperbox-server.ts';
import type { VsCode } from '../support/vscode.ts';
import { gatherCrowd, type Crowd } from './support/crowd.ts';
import { openEngineClock, type EngineClock } from './support/engine-clock.ts';
import { firstPaintMs, rowChange, scrollFrames } from './support/page-clock.ts';
import { openSidebar, openWindow, projectRows, reload, sidebarTab } from './support/window.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const prefix = 'hyperbox-bench-scale';

let crowd: Crowd;
let clock: EngineClock;
let folder: string;
let server: HyperBoxServer;
let vscode: VsCode;

const snapshot = async (): Promise<number> => {
  // Nobody looks, so the server forgets the lists.
  await server.send(projectsWatch, { watch: false });
  await server.send(inventoryWatch, { kinds: [] });
  const began = performance.now();
  const [lists, projects] = await Promise.all([
    server.send(inventoryWatch, { kinds: ['containers', 'images', 'volumes', 'networks'] }),
    server.send(projectsWatch, { watch: true }),
  ]);
  const time = performance.now() - began;
  if ((lists.containers?.length ?? 0) < 300 || (lists.images?.length ?? 0) < 200) {
    throw new Error('the lists are not whole');
  }
  if (projects.length < 50) throw new Error('the projects are not whole');
  return time;
};

const firstPaint = async (): Promise<number> => {
  const { page } = vscode;
  await sidebarTab(page, /^Explorer/).click();
  await page.locator('.explorer-folders-view').waitFor();
  // VS Code notes a moment later which view to open with.
  await page.waitForTimeout(1000);
  await reload(vscode);
  await page.locator('.explorer-folders-view').waitFor({ timeout: 30_000 });
  const tab = sidebarTab(page, /^HyperBox/);
  await tab.waitFor({ timeout: 30_000 });
  // The window has come to rest: what is measured is the view, not the start of VS Code.
  await page.waitForTimeout(3000);
  return firstPaintMs(
    tab,
    `[id="workbench.view.extension.hyperbox"] .monaco-list-row[aria-label*="${prefix}"]`,
  );
};

let turn = 0;
const patch = async (): Promise<number> => {
  const index = turn++ % 5;
  const id = crowd.running[index]!;
  const { containers } = crowd.engine;
  const row = projectRows(vscode.page)
    .filter({ hasText: `${prefix}-0${String(index)}` })
    .first();
  const delayOf = async (action: string, act: () => Promise<void>): Promise<number> => {
    const [painted, happened] = [rowChange(row), clock.next(id, action)];
    await act();
    return (await painted) - (await happened);
  };
  // VS Code draws a tree at most five times a second: what is measured is a change on its own.
  await vscode.page.waitForTimeout(500);
  const time = await delayOf('die', () => containers.kill(id));
  await delayOf('start', () => containers.start(id));
  return time;
};

const scroll = async (): Promise<number> =>
  // Nineteen of twenty frames are no longer than this.
  scrollFrames(vscode.page, projectRows(vscode.page).first()).then((frames) => {
    const sorted = frames.toSorted((a, b) => a - b);
    return sorted[Math.floor(sorted.length * 0.95)] ?? spread(sorted).highest;
  });

export const bench: Bench = {
  title: '300 containers, 50 projects, 200 images',
  setUp: async () => {
    crowd = await gatherCrowd(prefix, { containers: 300, running: 10, projects: 50, images: 200 });
    const undo: (() => Promise<unknown>)[] = [() => crowd.remove()];
    const tearDown = async (): Promise<void> => {
      for (const step of undo.toReversed()) await step();
    };
    try {
      clock = await openEngineClock();
      undo.push(() => {
        clock.dispose();
        return Promise.resolve();
      });
      folder = await mkdtemp(path.join(tmpdir(), 'hyperbox-bench-'));
      undo.push(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
      server = await openServer({ root, folder, env: process.env });
      undo.push(() => server.close());
      vscode = await openWindow(folder);
      undo.push(() => vscode.close());
      await openSidebar(vscode.page);
    } catch (error) {
      await tearDown();
      throw error;
    }
    return tearDown;
  },
  rows: [
    {
      kind: 'figure',
      title: 'server: every list and all projects, read anew',
      unit: 'ms',
      limit: 500,
      rounds: 10,
      measure: snapshot,
    },
    {
      kind: 'figure',
      title: 'VS Code: from the click on the sidebar to the rows on the screen',
      unit: 'ms',
      limit: 1000,
      rounds: 10,
      measure: firstPaint,
    },
    {
      kind: 'figure',
      title: 'VS Code: from the engine’s event to the row on the screen',
      unit: 'ms',
      limit: 200,
      rounds: 10,
      measure: patch,
    },
    {
      kind: 'figure',
      title: 'VS Code: a frame while the projects scroll (95 of 100 are shorter)',
      unit: 'ms',
      limit: 50,
      rounds: 10,
      measure: scroll,
    },
  ],
};
