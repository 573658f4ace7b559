import { t } from '../base/l10n.ts';

/** "0.4 ms" is "0 ms", then "412 ms", "4.2 s", "12 s", "2 min 5 s": as exact as somebody cares. */
export const formatDuration = (ms: number): string => {
  if (ms < 1000) return t('{0} ms', Math.round(ms));
  if (ms < 9950) return t('{0} s', (ms / 1000).toFixed(1));
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return t('{0} s', seconds);
  return t('{0} min {1} s', Math.floor(seconds / 60), seconds % 60);
};

/** "14:03:22". Rows say when something was, not how long ago: an age would have to be drawn again. */
export const formatTimeOfDay = (timeMs: number): string =>
  new Date(timeMs).toLocaleTimeString(undefined, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  });
