/** A part of the text, by offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What stands in the text as one argument; variables in it are not replaced. */
export interface Word extends Span {
  readonly text: string;
}

export interface Dockerfile {
  readonly text: string;
  /** What `# syntax=` names: the program that builds. */
  readonly syntax: Word | undefined;
  /** What goes before the first FROM. */
  readonly args: readonly VariableInstruction[];
  readonly stages: readonly Stage[];
}

/** All from a FROM to the next. */
export interface Stage extends Span {
  /** Counts from 0; stages are called by it where they have no name. */
  readonly index: number;
  readonly name: Word | undefined;
  /** An image, or a stage before this one. */
  readonly image: Word | undefined;
  readonly instructions: readonly Instruction[];
}

export type Instruction =
  | CopyInstruction
  | VariableInstruction
  | ExposeInstruction
  | HealthcheckInstruction
  | RunInstruction
  | PlainInstruction;

/** ARG or ENV; one that is only declared has no value. */
export interface VariableInstruction extends Span {
  readonly kind: 'arg' | 'env';
  readonly variables: readonly { readonly name: string; readonly value: string | undefined }[];
}

export interface CopyInstruction extends Span {
  readonly kind: 'copy' | 'add';
  /** Of `--from`: a stage, a named context or an image. */
  readonly from: Word | undefined;
  /** The names of its flags, `parents`, `exclude`. */
  readonly flags: ReadonlySet<string>;
  /** Files and folders of the context, addresses; texts in place are left out. */
  readonly sources: readonly Word[];
  readonly destination: Word | undefined;
}

export interface ExposeInstruction extends Span {
  readonly kind: 'expose';
  readonly ports: readonly Word[];
}

export interface HealthcheckInstruction extends Span {
  readonly kind: 'healthcheck';
  /** `HEALTHCHECK NONE` turns off what the image had. */
  readonly none: boolean;
}

export interface RunInstruction extends Span {
  readonly kind: 'run';
  readonly mounts: readonly RunMount[];
}

/** A `--mount` of what the build has: of type bind, and caches that begin with something. */
export interface RunMount {
  readonly type: string;
  /** The stage, context or image that it is made of, rather than the context of the build. */
  readonly from: Word | undefined;
  /** What is mounted of it; all where that is not said. */
  readonly source: Word | undefined;
}

/** One with nothing but its words: WORKDIR, USER, and those that nobody asked about so far. */
export interface PlainInstruction extends Span {
  readonly kind: 'plain';
  /** In capitals. */
  readonly keyword: string;
  readonly words: readonly Word[];
}
