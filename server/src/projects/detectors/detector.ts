import type { ProjectSource, Proposal } from '#shared/protocol/projects';
import type { LoadRequest } from '../../compose/load-contract.ts';

/** One folder as a detector sees it: the names in it, and small files on demand. */
export interface Folder {
  /** Absolute. */
  readonly path: string;
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
  /** Text of a file below this folder; `undefined` when it is not there, unreadable or over 1 MiB. */
  read(relativePath: string): Promise<string | undefined>;
  /** The names in a folder below this one; empty when it is not there or unreadable. */
  list(
    relativePath: string,
  ): Promise<{ readonly files: ReadonlySet<string>; readonly folders: ReadonlySet<string> }>;
}

export interface DetectedProject {
  /** Absolute. */
  readonly directory: string;
  /** Tells apart several projects of one directory; empty for the only one. */
  readonly variant: string;
  readonly source: ProjectSource;
  /** How its compose model is loaded. */
  readonly request: Pick<LoadRequest, 'directory' | 'files' | 'projectName'>;
  /** A project name for compose files that lie in a folder whose own name says nothing. */
  readonly fallbackName?: string;
  /** For projects with no compose file: the one that would be used. */
  readonly proposal?: Proposal;
}

/** A row of the table in `index.ts`. */
export interface Detector {
  readonly name: string;
  /** Whether a file of this name, when it comes, goes or changes, may change what is detected. */
  readonly looksAt: (fileName: string) => boolean;
  /** Nothing there is an empty list; a file that cannot be understood is "nothing there". */
  detect(folder: Folder): Promise<readonly DetectedProject[]>;
}
