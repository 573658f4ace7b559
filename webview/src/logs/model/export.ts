import { fullText } from '#shared/logs/plain';
import type { Entry } from './entry.ts';

/** What the clipboard gets: the text as seen, with the service where there are several. */
export const toClipboard = (entries: readonly Entry[], withSource: boolean): string =>
  entries
    .map(({ source, raw }) => (withSource ? `${source} | ${fullText(raw)}` : fullText(raw)))
    .join('\n');
