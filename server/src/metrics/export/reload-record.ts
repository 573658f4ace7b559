import type { ReloadItem, ReloadOutcome } from '#shared/protocol/reload';

/** A reload that has ended, as exporters count it. */
export interface ReloadRecord {
  readonly project: string;
  readonly service: string;
  readonly outcome: ReloadOutcome['kind'];
  /** From the save to the service being up again, of those that were done. */
  readonly seconds?: number;
}

/** `undefined` while it runs. */
export const recordOf = ({ project, service, outcome }: ReloadItem): ReloadRecord | undefined =>
  outcome && {
    ...{ project, service, outcome: outcome.kind },
    ...(outcome.kind === 'done' && { seconds: outcome.durationMs / 1000 }),
  };
