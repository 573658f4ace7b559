/** What puts something at a place of a container, over what was there before. */
export interface Layer {
  /** Where the container has it: a file, or a folder with all that is in it. */
  readonly target: string;
  /** What the host has there; absent for what is of no file of the host, such as a volume. */
  readonly source?: string;
  /** Nothing that lies beneath shows through, as with a mount. */
  readonly hides: boolean;
  /** Whether a file of `source` is among what is brought; all of them when absent. */
  readonly admits?: (file: string) => boolean;
}

/** A copy from another stage: its files are found as those of that stage. */
export interface StageLayer {
  readonly target: string;
  readonly stage: number;
  /** Where the other stage has them. */
  readonly path: string;
  /** Whether `target` is a folder for certain, into which a single file goes by its name. */
  readonly isFolder: boolean;
}

export type ImageLayer = Layer | StageLayer;

/** Where all comes from that a container has. */
export interface Layers {
  /** What is put over the image; the deepest first. */
  readonly over: readonly Layer[];
  /** By stage of the Dockerfile, later steps first. */
  readonly stages: ReadonlyMap<number, readonly ImageLayer[]>;
  /** The image's own stage, then those that it is made with, whose paths may be compiled into a program. */
  readonly order: readonly number[];
  /** Where relative paths begin, in the container; the likeliest first. */
  readonly workingDirs: readonly string[];
  /** Folders of the host that are such a beginning too. */
  readonly roots: readonly string[];
}

export const noLayers: Layers = {
  over: [],
  stages: new Map(),
  order: [],
  workingDirs: [],
  roots: [],
};
