/**
 * Milliseconds of processor time that this process took for some work, on all its threads: unlike the
 * clock's, they do not grow with what else the machine does.
 */
export const cpuMsOf = (work: () => void): number => {
  const before = process.cpuUsage();
  work();
  return msSince(before);
};

/** The same, of work that waits. */
export const cpuMsOfAsync = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  return msSince(before);
};

const msSince = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};
