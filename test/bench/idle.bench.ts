import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../../scripts/bench/harness.ts';
import { busyboxImage, connectEngine } from '../support/engine.ts';
import type { VsCode } from '../support/vscode.ts';
import { cpuMs, descendants } from './support/cpu.ts';
import { sixServices, type BenchProject } from './support/six-services.ts';
import { openSidebar, openWindow } from './support/window.ts';

const minuteMs = 60_000;
/** A hundredth of a percent of a processor is 6 ms; the kernel counts in tens. */
const unmeasurableMs = 30;

let project: BenchProject;
let vscode: VsCode | undefined;
let engineAlone: number;
let together: Promise<{ readonly engine: number; readonly server: number }> | undefined;

const enginePid = async (): Promise<number> =>
  Number(await readFile('/var/run/docker.pid', 'utf8'));

/** What processes use in one minute. */
const inOneMinute = async (pids: readonly number[]): Promise<readonly number[]> => {
  const before = await Promise.all(pids.map(cpuMs));
  await delay(minuteMs);
  const after = await Promise.all(pids.map(cpuMs));
  return after.map((ms, index) => ms - before[index]!);
};

const withSidebar = async (): Promise<{ readonly engine: number; readonly server: number }> => {
  vscode = await openWindow(project.folder);
  await openSidebar(vscode.page);
  const [server] = await descendants('dist/server.cjs');
  if (server === undefined) throw new Error('the server does not run');
  // What opening the window set off has to end first.
  await delay(15_000);
  const [engine = NaN, own = NaN] = await inOneMinute([await enginePid(), server]);
  return { engine, server: own };
};

export const bench: Bench = {
  title: 'Processor time in a minute in which nothing happens, the sidebar open in VS Code',
  setUp: async () => {
    const engine = await connectEngine();
    await busyboxImage(engine);
    engine.dispose();
    project = await sixServices(`hyperbox-bench-${String(process.pid)}`);
    return async () => {
      await vscode?.close();
      await project.remove();
    };
  },
  rows: [
    {
      kind: 'figure',
      title: 'the engine alone, without VS Code',
      unit: 'ms',
      rounds: 1,
      measure: async () => {
        [engineAlone = NaN] = await inOneMinute([await enginePid()]);
        return engineAlone;
      },
    },
    {
      kind: 'figure',
      title: 'the HyperBox server',
      unit: 'ms',
      limit: unmeasurableMs,
      rounds: 1,
      measure: async () => (await (together ??= withSidebar())).server,
    },
    {
      kind: 'figure',
      title: 'the engine, over what it uses alone',
      unit: 'ms',
      limit: unmeasurableMs,
      rounds: 1,
      measure: async () => (await (together ??= withSidebar())).engine - engineAlone,
    },
  ],
};
