import * as z from 'zod/mini';
import { projectId, type ProjectId } from './ids.ts';
import { notification, request, serverNotification } from './message.ts';

/** Turns "auto restart on save" on or off for a project; off stops it at once. Kept on disk. */
export const reloadSetAutoRestart = request<null>()(
  'hyperbox/reload/setAutoRestart',
  z.object({ projectId, enabled: z.boolean() }),
);

/** The editor saved this file: sent at once, before any file watcher notices. */
export const reloadFileSaved = notification(
  'hyperbox/reload/fileSaved',
  z.object({ path: z.string() }),
);

export interface ReloadOutcome {
  readonly projectId: ProjectId;
  readonly services: readonly string[];
  /** The saved files, absolute. */
  readonly files: readonly string[];
  readonly outcome:
    | { readonly kind: 'restarted'; readonly durationMs: number }
    | { readonly kind: 'failed'; readonly message: string };
}
export const reloadFinished = serverNotification<ReloadOutcome>('hyperbox/reload/finished');
