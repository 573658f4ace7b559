import type { ReloadAction, ReloadRuleItem } from '#shared/protocol/reload';
import type { ComposeHook } from '../../compose/model.ts';

/** What happens to one service when a file of one path changes. Made by `rules/`, read by `plan.ts`. */
export interface ReloadRule {
  readonly service: string;
  readonly action: ReloadAction;
  /** Absolute path on the host: a file, or a folder with all that is in it. */
  readonly path: string;
  /** Where the container has it: absolute, with slashes; of every rule that copies. */
  readonly target?: string;
  /** Runs in the container after the copy; of `sync+exec`. */
  readonly exec?: ComposeHook;
  /** Bring the container up to date when the watch begins, as `initial_sync` says. */
  readonly initialSync: boolean;
  readonly origin: ReloadRuleItem['origin'];
  readonly why: string;
  /**
   * Of a mount that asks for nothing: where the container has it, and why the service is restarted all
   * the same when another folder or file has taken the place of `path`.
   */
  readonly lostMount?: { readonly target: string; readonly why: string };
  /** In words, for who reads the rules. */
  readonly except: readonly string[];
  readonly declaredAt?: { readonly path: string; readonly line: number };
  /** Whether it is for this file: `path` itself or in it, and kept out by no pattern. */
  covers(file: string): boolean;
  /** Whether it may cover anything in this folder, `path` itself or in it. */
  mayCoverIn(folder: string): boolean;
}
