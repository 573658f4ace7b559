import { readdir, readFile } from 'node:fs/promises';

/** Processor time of a process and all its threads so far, in milliseconds, as the scheduler counts it. */
export async function cpuTimeMs(pid: number): Promise<number> {
  let nanoseconds = 0;
  for (const thread of await readdir(`/proc/${String(pid)}/task`)) {
    const stat = await readFile(`/proc/${String(pid)}/task/${thread}/schedstat`, 'utf8').catch(
      () => '0',
    );
    nanoseconds += Number(stat.split(' ')[0]);
  }
  return nanoseconds / 1e6;
}

/** What a process has in memory, in megabytes. */
export async function memoryMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}
