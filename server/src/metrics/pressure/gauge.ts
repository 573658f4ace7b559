import { readFileSync } from 'node:fs';
import type { Pressure, PressureKind, PressureReading } from '#shared/protocol/metrics';
import { systemCodeOf } from '../../base/error.ts';
import { parsePressure } from './parse.ts';
import { Trend } from './trend.ts';

/** Where the kernel says it. */
export type PressurePaths = Readonly<Record<PressureKind, string>>;

/** Reads the three files of the host or of a cgroup, and remembers where the values go. */
export class PressureGauge {
  readonly #paths: PressurePaths;
  readonly #trends: Readonly<Record<PressureKind, Trend>> = {
    cpu: new Trend(),
    memory: new Trend(),
    io: new Trend(),
  };

  constructor(paths: PressurePaths) {
    this.#paths = paths;
  }

  /**
   * The kernel has the numbers at hand: to read them takes microseconds, while handing that to another
   * thread and back takes ten times as long, and there may be a hundred containers.
   */
  read(nowMs: number): Pressure {
    try {
      const readings = {
        cpu: this.#judge('cpu', nowMs),
        memory: this.#judge('memory', nowMs),
        io: this.#judge('io', nowMs),
      };
      return { kind: 'available', timeMs: nowMs, readings };
    } catch (error) {
      return { kind: 'unavailable', reason: reasonOf(error) };
    }
  }

  #judge(kind: PressureKind, nowMs: number): PressureReading {
    const file = parsePressure(readFileSync(this.#paths[kind], 'utf8'));
    if (file === undefined) throw new Error(`${this.#paths[kind]} is not understood.`);
    const some = file.some.avg10;
    return {
      some,
      ...(file.full && { full: file.full.avg10 }),
      trend: this.#trends[kind].add({ timeMs: nowMs, value: some }),
      level: levelOf(some),
    };
  }
}

export const levelOf = (percent: number): PressureReading['level'] => {
  if (percent >= 50) return 'critical';
  return percent >= 20 ? 'warning' : 'normal';
};

/** `EOPNOTSUPP`: it was compiled in, but is turned off. */
const notThere: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ENOTDIR', 'EOPNOTSUPP']);

const reasonOf = (error: unknown): string => {
  const code = systemCodeOf(error);
  if (notThere.has(code))
    return 'This kernel has no pressure information (CONFIG_PSI, and psi=1 where it is off by default).';
  if (code === 'EACCES' || code === 'EPERM') return 'The pressure information may not be read.';
  return error instanceof Error ? error.message : String(error);
};
