import type { Dockerfile } from '../../dockerfile/dockerfile.ts';
import type { ComposeBuild } from '../model.ts';

/** What a path on disk is; anything that is neither (a socket, a device) is `other`. */
export type FileKind = 'file' | 'folder' | 'other';

export interface FileFacts {
  /** Of an absolute path that the project names; `undefined` where there is nothing. */
  kindOf(path: string): FileKind | undefined;
}

export interface DockerfileFacts {
  /** What a build reads, as it is typed; `undefined` where that is not there, or not on this machine. */
  of(build: ComposeBuild): Dockerfile | undefined;
}

/** What was found out before the advice is asked; nothing is looked up while it speaks. */
export interface Facts {
  readonly files: FileFacts;
  readonly dockerfiles: DockerfileFacts;
}
