import { referencePage } from '../../catalog/reference-page.ts';
import { refused } from './refused.ts';

/** Numbers and ranges, as the kernel's cpuset has them. Source: moby `parsers.ParseUintList`. */
export const cpuSet = refused(
  {
    code: 'cpu-set',
    summary: 'A malformed list of CPUs.',
    url: referencePage('services', 'cpuset'),
  },
  function* ({ cpuset }, at) {
    if (cpuset === undefined || cpuset.split(',').every(isRange)) return;
    yield {
      at: [...at, 'cpuset'],
      message: `The engine refuses the CPUs "${cpuset}".`,
      hint: 'Write numbers and ranges without blanks, such as 0-3,7.',
    };
  },
);

const isRange = (text: string): boolean => {
  const [, from, to = from] = /^([0-9]+)(?:-([0-9]+))?$/.exec(text) ?? [];
  return from !== undefined && Number(from) <= Number(to);
};
