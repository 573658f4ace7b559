import { afterEach } from 'mocha';
import { ReloadBed } from './reload-bed.ts';

/** Opens beds for the tests of a suite; each goes with its test. */
export const useBeds = (): {
  /** Everything up and the toggle on. */
  open(files: Readonly<Record<string, string>>): Promise<ReloadBed>;
  /** The files alone: no server yet, nothing started. */
  make(files: Readonly<Record<string, string>>): Promise<ReloadBed>;
} => {
  const beds: ReloadBed[] = [];
  afterEach(async () => {
    for (const bed of beds.splice(0)) await bed.dispose();
  });
  const make = async (files: Readonly<Record<string, string>>): Promise<ReloadBed> => {
    const bed = await ReloadBed.make(files);
    beds.push(bed);
    return bed;
  };
  return {
    make,
    open: async (files) => {
      const bed = await make(files);
      await bed.openWindow();
      await bed.start();
      await bed.turnOn();
      return bed;
    },
  };
};
