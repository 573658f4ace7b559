import { referencePage } from '../../catalog/reference-page.ts';
import type { Advice } from '../advice.ts';

/** A volume is a folder of the engine, named by this. */
export const volumeName: Advice = {
  code: 'volume-name',
  severity: 'warning',
  summary: 'A name of a volume that engines refuse.',
  url: referencePage('volumes', 'name'),
  *check({ model: { volumes } }) {
    for (const [volume, { name, driver = 'local' }] of Object.entries(volumes)) {
      if (driver !== 'local' || /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) continue;
      // What is made of the project's name and the key has characters for keys only.
      yield {
        at: ['volumes', volume, 'name'],
        message: `The engine refuses the name "${name}" for a volume.`,
        hint: 'Use at least two letters, digits, `_`, `.` or `-`, beginning with a letter or digit.',
      };
    }
  },
};
