import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PressurePaths } from './gauge.ts';

/** Where a hierarchy of cgroup v2 is mounted; proc(5), mountinfo. Also beside those of v1. */
export const findCgroupRoot = (mountInfo: string): string | undefined => {
  for (const line of mountInfo.split('\n')) {
    const [mount = '', filesystem = ''] = line.split(' - ');
    if (filesystem.startsWith('cgroup2 ')) return mount.split(' ')[4];
  }
  return undefined;
};

/** The path of a process in cgroup v2, of `/proc/PID/cgroup`; cgroups(7). */
export const parseCgroupPath = (text: string): string | undefined => /^0::(\/.*)$/m.exec(text)?.[1];

/**
 * The pressure files of the cgroup that a container's first process is in. That must have the
 * container's id in its name, as all engines make it: another machine's process has the same number here.
 */
export const findPressureFiles = async (
  container: { readonly id: string; readonly pid: number },
  procFolder: string,
): Promise<PressurePaths | undefined> => {
  try {
    const [mountInfo, cgroups] = await Promise.all([
      readFile(join(procFolder, 'self', 'mountinfo'), 'utf8'),
      readFile(join(procFolder, String(container.pid), 'cgroup'), 'utf8'),
    ]);
    const root = findCgroupRoot(mountInfo);
    const path = parseCgroupPath(cgroups);
    if (root === undefined || path?.includes(container.id) !== true) return undefined;
    const file = (name: string): string => join(root, path, `${name}.pressure`);
    return { cpu: file('cpu'), memory: file('memory'), io: file('io') };
  } catch {
    // It has ended, or there is no such kernel here.
    return undefined;
  }
};
