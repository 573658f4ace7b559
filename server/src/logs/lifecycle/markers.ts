import { basename } from 'node:path';
import type { ReloadItem } from '#shared/protocol/reload';
import { isFault, signalOfExit } from './signals.ts';

/** A line that HyperBox writes between those of the container. */
export interface Marker {
  readonly text: string;
  readonly timeMs: number;
}

export interface End {
  readonly exitCode?: number | undefined;
  readonly outOfMemory: boolean;
  /** What it was sent in this run, by whomever, in order: `SIGTERM`. Absent: nobody was there to hear. */
  readonly signals?: readonly string[] | undefined;
}

/** "web-1 exited with code 137 (SIGTERM, then SIGKILL)". */
export const describeEnd = (name: string, { exitCode, ...end }: End): string => {
  const code = exitCode === undefined ? '' : ` with code ${String(exitCode)}`;
  const cause = causeOf({ exitCode, ...end });
  return `${name} exited${code}${cause === undefined ? '' : ` (${cause})`}`;
};

const causeOf = ({ exitCode, outOfMemory, signals }: End): string | undefined => {
  const signal = signalOfExit(exitCode);
  if (outOfMemory) return signal === undefined ? 'out of memory' : `${signal}, out of memory`;
  const asked = [...new Set(signals)].join(', then ');
  if (signal === undefined) return asked === '' ? undefined : `after ${asked}`;
  if (signals?.includes(signal) === true) return asked;
  if (isFault(signal)) return `${signal}, a crash`;
  return signals === undefined ? signal : `${signal}, not asked for`;
};

/** Why a container runs. */
export type StartCause =
  | { readonly kind: 'started' | 'restarted' }
  | { readonly kind: 'policy'; readonly restartCount: number }
  /** It takes the place of another one. */
  | { readonly kind: 'recreated'; readonly reason?: string | undefined };

export const describeStart = (name: string, cause: StartCause): string => {
  switch (cause.kind) {
    case 'policy':
      return `${name} started again by its restart policy (${String(cause.restartCount)})`;
    case 'recreated':
      return `${name} recreated${cause.reason === undefined ? '' : `: ${cause.reason}`}`;
    case 'started':
    case 'restarted':
      return `${name} ${cause.kind}`;
  }
};

/** Stands before the first line that was taken. */
export const describeCut = (name: string, lines: number): string => {
  const count = lines.toLocaleString('en-US');
  return `Older lines are left out: of what ${name} printed while nobody looked, the last ${count} are kept`;
};

/** It may have printed more than was read of it. */
export const describeLost = (name: string): string =>
  `Lines may be missing: ${name} was removed before all that it printed was read`;

export const describeRemoved = (name: string): string => `${name} removed`;

/** Whether a marker that was kept tells of a start, or of an end. */
export const startPattern = / (?:started|restarted|recreated)(?: |:|$)/;
export const endPattern = / exited(?: |$)/;

/** "web reloaded in 412 ms: index.js (sync+restart)"; nothing for what came to nothing. */
export const describeReload = ({
  service,
  action,
  files,
  fileCount,
  outcome,
}: ReloadItem): string | undefined => {
  const [first] = files;
  const more = fileCount > 1 ? ` and ${String(fileCount - 1)} more` : '';
  const why = first === undefined ? action : `${basename(first)}${more} (${action})`;
  if (outcome?.kind === 'done')
    return `${service} reloaded in ${String(Math.round(outcome.durationMs))} ms: ${why}`;
  return outcome?.kind === 'failed'
    ? `${service} could not be reloaded: ${why}. ${outcome.message}`
    : undefined;
};
