import * as z from 'zod/mini';
import { projectId, reloadId, type ProjectId, type ReloadId } from './ids.ts';
import { notification, request, serverNotification } from './message.ts';

/**
 * Turns "auto restart on save" on or off for a project, or for one service of it; off stops it at
 * once. What is said of a project holds for all its services. Kept on disk.
 */
export const reloadSetAutoRestart = request<null>()(
  'hyperbox/reload/setAutoRestart',
  z.object({ projectId, service: z.optional(z.string()), enabled: z.boolean() }),
);

/** The editor saved this file: sent at once, before any file watcher notices. */
export const reloadFileSaved = notification(
  'hyperbox/reload/fileSaved',
  z.object({ path: z.string() }),
);

/**
 * What a changed file makes happen. Those with `sync`, `restart`, `rebuild` and `exec` are the
 * compose specification's (Develop, `watch`); `recreate` makes the container anew when its definition
 * has changed, `none` leaves it to the service's own process.
 */
export type ReloadAction =
  'none' | 'sync' | 'sync+exec' | 'sync+restart' | 'restart' | 'recreate' | 'rebuild';

/** What would happen to one service for files of one path, and why. */
export interface ReloadRuleItem {
  readonly service: string;
  readonly action: ReloadAction;
  /** Absolute: a file, or a folder with all that is in it. */
  readonly path: string;
  /** Where the container has it, for what is copied. */
  readonly target?: string;
  /** `develop`: as `develop.watch` says; the others are found out. */
  readonly origin: 'develop' | 'definition' | 'bind' | 'file-object' | 'build';
  /** One sentence: "web mounts ./src at /app/src, and node --watch sees changes itself". */
  readonly why: string;
  /** What of the path does not count, as it is written: "node_modules/ (.dockerignore)". */
  readonly except: readonly string[];
  /** Where that is written; `line` counts from 1. */
  readonly declaredAt?: { readonly path: string; readonly line: number };
}
/** Which rule would do what for which path, in the order in which they are asked. */
export const reloadExplain = request<readonly ReloadRuleItem[]>()(
  'hyperbox/reload/explain',
  z.object({ projectId, service: z.optional(z.string()) }),
);

export type ReloadStageName =
  'noticed' | 'planned' | 'built' | 'synced' | 'executed' | 'restarted' | 'recreated' | 'healthy';

/** A point that a reload has reached. */
export interface ReloadStage {
  readonly name: ReloadStageName;
  /** Since the first of its files was saved. */
  readonly atMs: number;
  /** "3 files, 2 removed", "0.4 MB". */
  readonly detail?: string;
}

/** One reload of one service: a row of the timeline. */
export interface ReloadItem {
  readonly id: ReloadId;
  readonly projectId: ProjectId;
  /** The project's name. */
  readonly project: string;
  readonly service: string;
  readonly action: ReloadAction;
  /**
   * Who noticed: the editor's save, the file watcher, the comparison with what a container has (it
   * missed the change), or "Run again".
   */
  readonly cause: 'saved' | 'changed' | 'missed' | 'again';
  /** Absolute; the first 50. */
  readonly files: readonly string[];
  readonly fileCount: number;
  /** `ReloadRuleItem.why` of the rules that asked for it. */
  readonly why: readonly string[];
  /** Milliseconds since 1970. */
  readonly savedAtMs: number;
  readonly stages: readonly ReloadStage[];
  /** Absent while it runs. */
  readonly outcome?: ReloadOutcome;
}

export type ReloadOutcome =
  | { readonly kind: 'done'; readonly durationMs: number }
  /** There was nothing to do after all: the container has it already. */
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'failed';
      readonly message: string;
      /** The last that the service, the build or the command said. */
      readonly lines: readonly string[];
      /** Where the cause is known to lie; `line` counts from 1. */
      readonly at?: { readonly path: string; readonly line: number };
    }
  /** Auto restart was turned off, or the project stopped, before it came to it. */
  | { readonly kind: 'cancelled' };

/** Answers with the timeline, oldest first, and sends changes from then on; `watch: false` stops that. */
export const reloadWatch = request<readonly ReloadItem[]>()(
  'hyperbox/reload/watch',
  z.object({ watch: z.boolean() }),
);
export interface ReloadsChange {
  readonly upserted: readonly ReloadItem[];
  readonly removed: readonly ReloadId[];
}
export const reloadsChanged = serverNotification<ReloadsChange>('hyperbox/reload/changed');

/** Does what a row of the timeline did once more, with the files as they are now. */
export const reloadAgain = request<null>()('hyperbox/reload/again', z.object({ reloadId }));

/** Empties the timeline. */
export const reloadClear = request<null>()('hyperbox/reload/clear', z.object({}));

/** A reload has ended. Sent to every client, whether it looks at the timeline or not. */
export const reloadFinished = serverNotification<ReloadItem>('hyperbox/reload/finished');
