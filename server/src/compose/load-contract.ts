import type { Finding, SourceRange } from './finding.ts';
import type { ComposeModel } from './model.ts';
import type { MapNode } from './yaml/tree.ts';

/** What to load, in the words of `docker compose`. */
export interface LoadRequest {
  /** Absolute. Where the search for files and `.env` starts, and relative paths are resolved. */
  readonly directory: string;
  /** Absolute or relative to `directory`; when empty, `COMPOSE_FILE` or the standard names. */
  readonly files?: readonly string[];
  /** Absolute: files that count as there while `files` are searched, though nobody has saved them yet. */
  readonly unsaved?: readonly string[];
  /** Absolute. Stands for the folder of the first file, as `--project-directory` does. */
  readonly projectDirectory?: string;
  readonly projectName?: string;
  readonly envFiles?: readonly string[];
  readonly profiles?: readonly string[];
  /** The process environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether `${…}` is replaced; true when absent. */
  readonly interpolate?: boolean;
  /** Whether env and label files of services are read; true when absent. */
  readonly serviceFiles?: boolean;
}

export interface LoadResult {
  /** Absent when an error left nothing that could be used. */
  readonly model?: ComposeModel;
  /** What the model was made of, for those who ask how something was written. */
  readonly root?: MapNode;
  /** Everything found, in file order; the project is usable when none is an error. */
  readonly findings: readonly Finding[];
  /** Every file that was read (compose files, includes, extends, env files), absolute. */
  readonly inputs: readonly string[];
  /** Where a value of the model was written, `['services', 'web', 'image']`; the key's own range. */
  locate(at: readonly (string | number)[]): SourceRange | undefined;
}

/** Reads files, or the editor's unsaved text of them; rejects as `fs.readFile` does. */
export type ReadText = (path: string) => Promise<string>;

/** Called between the steps of a load: may let others go first, or reject to end it. */
export type Pause = () => Promise<void>;

export type LoadCompose = (
  request: LoadRequest,
  readText?: ReadText,
  pause?: Pause,
) => Promise<LoadResult>;
