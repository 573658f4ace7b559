import { mountedFilesAction, type MountedFilesAction } from '#shared/protocol/workspace';
import { t } from '../base/l10n.ts';

export interface MountedFilesReading {
  readonly actions: Record<string, MountedFilesAction>;
  /** What was left out, a sentence each. */
  readonly wrong: readonly string[];
}

/** `hyperbox.reload.services`: what cannot be read is left out, and the rest counts. */
export const readMountedFiles = (value: unknown): MountedFilesReading => {
  if (value === undefined || value === null) return { actions: {}, wrong: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return {
      actions: {},
      wrong: [
        t(
          'hyperbox.reload.services is {0}, which is no list of services. Write names of services with what to do for them, such as { "web": "none" }.',
          JSON.stringify(value),
        ),
      ],
    };
  }
  const actions: [string, MountedFilesAction][] = [];
  const wrong: string[] = [];
  for (const [service, written] of Object.entries(value)) {
    const action = mountedFilesAction.safeParse(written);
    if (action.success) actions.push([service, action.data]);
    else wrong.push(describeBadAction(service, written));
  }
  return { actions: Object.fromEntries(actions), wrong };
};

const describeBadAction = (service: string, written: unknown): string =>
  t(
    'hyperbox.reload.services says that "{0}" is {1}. Write one of: {2}.',
    service,
    JSON.stringify(written),
    mountedFilesAction.options.join(', '),
  );

export interface PatternsReading {
  readonly patterns: string[];
  readonly wrong: readonly string[];
}

/** `hyperbox.reload.ignore`; empty patterns are passed over as in a `.gitignore`. */
export const readPatterns = (value: unknown): PatternsReading => {
  if (value === undefined || value === null) return { patterns: [], wrong: [] };
  const written: readonly unknown[] = Array.isArray(value) ? value : [value];
  const patterns = written.filter((pattern) => typeof pattern === 'string');
  return {
    patterns: Array.isArray(value) ? patterns.filter((pattern) => pattern.trim() !== '') : [],
    wrong:
      Array.isArray(value) && patterns.length === written.length
        ? []
        : [
            t(
              'hyperbox.reload.ignore is {0}, which is no list of patterns. Write patterns as in a .gitignore, such as ["*.log", "/coverage"].',
              JSON.stringify(value),
            ),
          ],
  };
};
