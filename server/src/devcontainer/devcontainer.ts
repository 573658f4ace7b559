/** A text with its place in the file, without the quotes, by offsets. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What a devcontainer.json says of compose files and builds. */
export interface Devcontainer {
  readonly text: string;
  readonly composeFiles: readonly Word[];
  readonly service: Word | undefined;
  readonly runServices: readonly Word[];
  /** Services whose ports are forwarded: `db` of `db:5432`. */
  readonly forwarded: readonly Word[];
  readonly workspaceFolder: Word | undefined;
  readonly build: {
    readonly dockerfile: Word | undefined;
    readonly context: Word | undefined;
    readonly target: Word | undefined;
  };
}
