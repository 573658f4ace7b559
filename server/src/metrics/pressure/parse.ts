/** A line of pressure stall information: shares of the last seconds, in percent. */
export interface Stalls {
  readonly avg10: number;
  readonly avg60: number;
  readonly avg300: number;
  /** Microseconds since the kernel started. */
  readonly totalUs: number;
}

export interface PressureFile {
  readonly some: Stalls;
  /** Kernels before 5.13 have none for the CPU. */
  readonly full?: Stalls;
}

/** Reads a file of `/proc/pressure` or of a cgroup; see the kernel's Documentation/accounting/psi.rst. */
export const parsePressure = (text: string): PressureFile | undefined => {
  const some = parseStalls(text, 'some');
  const full = parseStalls(text, 'full');
  return some && { some, ...(full && { full }) };
};

const line = (kind: string): RegExp =>
  new RegExp(
    `^${kind} avg10=(\\d+\\.?\\d*) avg60=(\\d+\\.?\\d*) avg300=(\\d+\\.?\\d*) total=(\\d+)$`,
    'm',
  );
const lines = { some: line('some'), full: line('full') };

const parseStalls = (text: string, kind: keyof typeof lines): Stalls | undefined => {
  const found = lines[kind].exec(text)?.slice(1) ?? [];
  const [avg10, avg60, avg300, totalUs] = found.map(Number);
  if (avg10 === undefined || avg60 === undefined) return undefined;
  if (avg300 === undefined || totalUs === undefined) return undefined;
  return { avg10, avg60, avg300, totalUs };
};
