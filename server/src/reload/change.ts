import type { Fingerprint } from './reconcile/fingerprint.ts';

/** A file, symbolic link or folder of the host that came, went, or is another than before. */
export interface FileChange {
  /** Absolute. */
  readonly path: string;
  readonly kind: 'written' | 'removed';
  /**
   * The folder itself, whatever is in it: containers that have copies have it too, and nothing else is
   * done for it.
   */
  readonly isFolder?: true;
  /** A container lacks its copy; what else is done about such a file is not asked for. */
  readonly onlyCopied?: boolean;
  /** What was found there by who compared it. */
  readonly fingerprint?: Fingerprint;
}

/** What is to be copied into a container, or removed from it. */
export interface SyncChange extends FileChange {
  /** Where the container has it: absolute, with slashes. */
  readonly target: string;
}
