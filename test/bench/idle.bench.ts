import { setTimeout as delay } from 'node:timers/promises';
import type { Bench } from '../../scripts/bench/harness.ts';
import { canRunDockerd, createDockerd, type OwnDockerd } from '../support/dockerd.ts';
import type { VsCode } from '../support/vscode.ts';
import { cpuMs, descendants } from './support/cpu.ts';
import { sixServices, type BenchProject } from './support/six-services.ts';
import { openSidebar, openWindow } from './support/window.ts';

const minuteMs = 60_000;
/** A hundredth of a percent of a processor is 6 ms; the kernel counts in tens. */
const unmeasurableMs = 30;

let project: BenchProject;
/** One of our own: what others do on the machine's would be counted as ours. */
let dockerd: OwnDockerd;
let vscode: VsCode | undefined;
let engineAlone: number;
let together: Promise<{ readonly engine: number; readonly server: number }> | undefined;

/** What a process and its children of the same folder use in one minute. */
const inOneMinute = async (
  ...groups: readonly (readonly number[])[]
): Promise<readonly number[]> => {
  const read = (): Promise<readonly number[]> =>
    Promise.all(
      groups.map(async (pids) => (await Promise.all(pids.map(cpuMs))).reduce((a, b) => a + b, 0)),
    );
  const before = await read();
  await delay(minuteMs);
  const after = await read();
  return after.map((ms, index) => ms - before[index]!);
};

/** The daemon and its containerd. */
const engineProcesses = (): Promise<readonly number[]> => descendants(dockerd.folder);

const withSidebar = async (): Promise<{ readonly engine: number; readonly server: number }> => {
  vscode = await openWindow(project.folder, { DOCKER_HOST: dockerd.address });
  await openSidebar(vscode.page);
  const server = await descendants('dist/server.cjs');
  if (server.length !== 1) throw new Error('one server was expected');
  // What opening the window set off has to end first.
  await delay(15_000);
  const [engine = NaN, own = NaN] = await inOneMinute(await engineProcesses(), server);
  return { engine, server: own };
};

export const bench: Bench = {
  title: 'Processor time in a minute in which nothing happens, the sidebar open in VS Code',
  setUp: async () => {
    if (!canRunDockerd()) throw new Error('this bench starts a dockerd of its own, as root');
    dockerd = await createDockerd();
    await dockerd.start();
    // Its own start has to end first.
    await delay(10_000);
    project = await sixServices(`hyperbox-bench-${String(process.pid)}`);
    return async () => {
      await vscode?.close();
      await dockerd.dispose();
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
        [engineAlone = NaN] = await inOneMinute(await engineProcesses());
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
