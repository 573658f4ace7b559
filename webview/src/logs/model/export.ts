import { fullText } from '#shared/logs/plain';
import type { Entry } from './entry.ts';

/** What a file gets: one line each with time and service, without control sequences. */
export const toFile = (entries: readonly Entry[]): string =>
  entries
    .map(
      (entry) =>
        `${new Date(entry.timeMs).toISOString()} ${entry.source} | ${fullText(entry.raw)}\n`,
    )
    .join('');

/** What the clipboard gets: the text as seen, with the service where there are several. */
export const toClipboard = (entries: readonly Entry[], withSource: boolean): string =>
  entries
    .map((entry) => (withSource ? `${entry.source} | ${fullText(entry.raw)}` : fullText(entry.raw)))
    .join('\n');
