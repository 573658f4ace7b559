import type { Folder } from '../detector.ts';

/** What a language stack needs in order to run in a container. */
export interface StackRecipe {
  /** "Node project with a dev script (Vite)". */
  readonly title: string;
  /** The manifest that said so, in the folder. */
  readonly file: string;
  readonly image: string;
  /** Shell text that fetches dependencies; run before `run` at every start, so it must be quick when nothing changed. */
  readonly install?: string;
  /** Shell text that runs the application and stays in the foreground. */
  readonly run: string;
  readonly port?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Named volumes for what is downloaded or built, so that it outlives the container. */
  readonly caches: readonly { readonly name: string; readonly target: string }[];
}

/** A row of the table in `index.ts`. */
export interface Stack {
  readonly name: string;
  readonly looksAt: (fileName: string) => boolean;
  /** `undefined` for a library or anything else that cannot be run. */
  recognise(folder: Folder): Promise<StackRecipe | undefined>;
}

/** Where the project's folder is mounted. */
export const appFolder = '/app';
