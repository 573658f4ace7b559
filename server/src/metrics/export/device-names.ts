import { readdir, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ContainerReading } from './followed-container.ts';

/** How block devices are called on the engine's machine, by the kernel's numbers: `8:0` is `/dev/sda`. */
export type DeviceNames = ReadonlyMap<string, string>;

/** Of this machine. */
export const readDeviceNames = async (sysFolder: string): Promise<DeviceNames> => {
  const folder = join(sysFolder, 'dev/block');
  const numbers = await readdir(folder).catch((): string[] => []);
  const named = await Promise.all(
    numbers.map(async (number) => {
      const target = await readlink(join(folder, number)).catch(() => undefined);
      // The kernel's name of one below a folder of /dev has "!" for its "/".
      return target === undefined
        ? []
        : ([[number, `/dev/${basename(target).replaceAll('!', '/')}`]] as const);
    }),
  );
  return new Map(named.flat());
};

/** A device that has no name there keeps its numbers. */
export const withDeviceNames = (
  reading: ContainerReading,
  names: DeviceNames,
): ContainerReading => {
  const { devices } = reading.totals;
  if (devices === undefined || names.size === 0) return reading;
  const named = devices.map((each) => ({
    ...each,
    device: names.get(each.device) ?? names.get(turned(each.device)) ?? each.device,
  }));
  return { ...reading, totals: { ...reading.totals, devices: named } };
};

/** With cgroup v2, Podman takes the first of the kernel's two numbers for the second. */
const turned = (device: string): string => device.split(':').reverse().join(':');
