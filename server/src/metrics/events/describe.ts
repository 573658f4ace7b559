import { basename } from 'node:path';
import type { MetricsEvent } from '#shared/protocol/metrics';
import type { ReloadItem } from '#shared/protocol/reload';

/** What an engine told of a container, with what else was found out about it. */
export type Happening =
  | { readonly kind: 'start'; readonly before: 'nothing' | 'another' | 'itself' }
  | {
      readonly kind: 'end';
      readonly exitCode?: number | undefined;
      readonly outOfMemory: boolean;
      /** Somebody told it to stop. */
      readonly asked: boolean;
    }
  /** A process in it was killed since memory ran out; it may go on itself. */
  | { readonly kind: 'oom' };

type Words = Pick<MetricsEvent, 'kind' | 'text'>;

const starts = {
  nothing: { kind: 'started', verb: 'started' },
  another: { kind: 'restarted', verb: 'was made anew' },
  itself: { kind: 'restarted', verb: 'was started again' },
} as const;

export const describeHappening = (happening: Happening, label: string): Words => {
  if (happening.kind === 'start') {
    const { kind, verb } = starts[happening.before];
    return { kind, text: `${label} ${verb}` };
  }
  if (happening.kind === 'oom')
    return { kind: 'oom', text: `A process of ${label} was killed: out of memory` };
  const { exitCode, outOfMemory, asked } = happening;
  const code = exitCode === undefined ? '' : ` with code ${String(exitCode)}`;
  if (outOfMemory) return { kind: 'oom', text: `${label} ran out of memory and ended${code}` };
  return { kind: 'exited', text: `${label} ${asked ? 'was stopped and ' : ''}ended${code}` };
};

/** `undefined` for a reload that came to nothing. */
export const describeReload = (row: ReloadItem): MetricsEvent | undefined => {
  const { service, outcome, savedAtMs, files, fileCount, action } = row;
  if (outcome?.kind !== 'done' && outcome?.kind !== 'failed') return undefined;
  const [first] = files;
  const more = fileCount > 1 ? ` and ${String(fileCount - 1)} more` : '';
  const why = first === undefined ? action : `${basename(first)}${more} (${action})`;
  const done = outcome.kind === 'done';
  return {
    kind: 'reloaded',
    timeMs: done ? savedAtMs + Math.round(outcome.durationMs) : savedAtMs,
    label: service,
    text: done
      ? `${service} reloaded in ${String(Math.round(outcome.durationMs))} ms: ${why}`
      : `${service} could not be reloaded: ${why}`,
  };
};
