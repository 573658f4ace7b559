import { referencePage } from '../../catalog/reference-page.ts';
import { readDuration } from '../../values/duration.ts';
import { refused } from './refused.ts';

const keys = ['interval', 'timeout', 'start_period', 'start_interval'] as const;

/** Engines count in milliseconds; 0 is their own time. */
export const healthcheckTime = refused(
  {
    code: 'healthcheck-time',
    summary: 'A time of a healthcheck below a millisecond.',
    url: referencePage('services', 'healthcheck'),
  },
  function* ({ healthcheck }, at) {
    for (const key of keys) {
      const text = healthcheck?.[key];
      const reading = text === undefined ? undefined : readDuration(text);
      if (reading === undefined || 'error' in reading) continue;
      if (reading.ms === 0 || reading.ms >= 1) continue;
      yield {
        at: [...at, 'healthcheck', key],
        message: `The engine takes at least 1 ms for \`${key}\`, and ${text ?? ''} is less.`,
        hint: 'Write seconds, such as 5s.',
      };
    }
  },
);
