import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pressureKinds } from '#shared/protocol/metrics';
import { parsePressure } from '../pressure/parse.ts';
import type { HostReading, PressureTotals } from './prometheus/host-families.ts';

/** How long tasks have waited since the kernel started; `undefined` where it does not say. */
export const readPressureTotals = async (
  procFolder: string,
): Promise<HostReading['pressure'] | undefined> => {
  const read = async (kind: string): Promise<PressureTotals | undefined> => {
    const text = await readFile(join(procFolder, 'pressure', kind), 'utf8').catch(() => '');
    const file = parsePressure(text);
    return (
      file && {
        someUs: file.some.totalUs,
        ...(file.full !== undefined && { fullUs: file.full.totalUs }),
      }
    );
  };
  const [cpu, memory, io] = await Promise.all(pressureKinds.map(read));
  return cpu && memory && io && { cpu, memory, io };
};
