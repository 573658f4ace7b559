import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../../../server/src/base/clock.ts';
import { systemClock } from '../../../../server/src/base/clock.ts';
import { silentLog } from '../../../../server/src/base/log.ts';
import type {
  KeptLine,
  LogLimits,
  LogRecord,
  LogRing,
  LogView,
} from '../../../../server/src/logs/ring/contract.ts';
import { DiskRings } from '../../../../server/src/logs/ring/disk-rings.ts';
import { openView } from '../../../../server/src/logs/ring/view/view.ts';

export const wide: LogLimits = {
  ringBytes: 1024 ** 3,
  ageMs: Infinity,
  totalBytes: 1024 ** 4,
};

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'hyperbox-ring-'));
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true });

export const openRings = (
  folder: string,
  limits: Partial<LogLimits> = {},
  clock: Clock = systemClock,
): DiskRings => new DiskRings({ folder, limits: { ...wide, ...limits }, clock, log: silentLog });

export const startMs = Date.UTC(2026, 2, 1, 10, 20, 30);

/** RFC 3339 as the engine writes it. */
export const timeText = (timeMs: number, nanos = 0): string =>
  `${new Date(timeMs).toISOString().slice(0, 23)}${String(nanos).padStart(6, '0')}Z`;

export const line = (text: string | Buffer, more: Partial<LogRecord> = {}): LogRecord => {
  const timeMs = more.timeMs ?? startMs;
  return {
    source: 'web',
    containerId: 'c1',
    stream: 'stdout',
    time: more.time ?? timeText(timeMs),
    timeMs,
    ...more,
    text,
  };
};

export const readAll = async (view: LogView): Promise<KeptLine[]> => {
  const all: KeptLine[] = [];
  for await (const lines of view.lines()) all.push(...lines);
  return all;
};

export const textsOf = async (ring: LogRing): Promise<string[]> =>
  (await readAll(openView([{ ring }], { hidden: [] }))).map(({ text }) => text);

/** The files of all rings below a folder, oldest first. */
export const ringFiles = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => name.endsWith('.ring'))
    .sort()
    .map((name) => join(folder, name));
};
