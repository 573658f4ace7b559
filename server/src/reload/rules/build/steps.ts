import { posix } from 'node:path';
import type {
  CopyInstruction,
  Instruction,
  RunInstruction,
  Stage,
} from '../../../dockerfile/dockerfile.ts';
import { expand } from '../../../dockerfile/expand.ts';
import { lineOf } from '../../../dockerfile/stages.ts';
import { variablesAt } from '../../../dockerfile/variables.ts';
import type { ParsedBuild } from './parsed.ts';

/** COPY and ADD, with their words as the builder reads them; `undefined` where that is not known. */
export interface CopyStep {
  readonly kind: 'copy';
  readonly stage: Stage;
  readonly instruction: CopyInstruction;
  readonly sources: readonly (string | undefined)[];
  readonly destination: Destination | undefined;
}

export interface Destination {
  /** Absolute in the container. */
  readonly path: string;
  /** Whether it is a folder for certain, into which files go by their names. */
  readonly isFolder: boolean;
}

export interface RunStep {
  readonly kind: 'run';
  readonly stage: Stage;
  readonly instruction: RunInstruction;
}

export type Step = CopyStep | RunStep;

export interface Line {
  /** Those that make the image, in their order. */
  readonly steps: readonly Step[];
  /** Where it leaves off; `undefined` when the image that it begins with says so. */
  readonly workingDir: string | undefined;
  /** Whether it has a WORKDIR. */
  readonly goesElsewhere: boolean;
}

/** What a stage does, with those that it goes on from; `workingDir` is that of the image before. */
export const walkLine = (build: ParsedBuild, workingDir: string | undefined): Line => {
  const { dockerfile, stage } = build;
  if (stage === undefined) return { steps: [], workingDir, goesElsewhere: false };
  const walk = new Walk(build, workingDir);
  for (const each of lineOf(dockerfile, stage).toReversed())
    for (const instruction of each.instructions) walk.take(each, instruction);
  return walk;
};

/** Folders that every image has. */
const usual = [
  '/',
  '/etc',
  '/home',
  '/opt',
  '/root',
  '/srv',
  '/tmp',
  '/usr/bin',
  '/usr/local/bin',
  '/bin',
];

class Walk implements Line {
  readonly steps: Step[] = [];
  readonly #build: ParsedBuild;
  readonly #folders = new Set(usual);
  workingDir: string | undefined;
  goesElsewhere = false;

  constructor(build: ParsedBuild, workingDir: string | undefined) {
    this.#build = build;
    this.workingDir = workingDir;
  }

  take(stage: Stage, instruction: Instruction): void {
    if (instruction.kind === 'run') this.steps.push({ kind: 'run', stage, instruction });
    else if (instruction.kind === 'copy' || instruction.kind === 'add')
      this.steps.push(this.#copy(stage, instruction));
    else if (instruction.kind === 'plain' && instruction.keyword === 'WORKDIR') {
      this.goesElsewhere = true;
      this.workingDir = this.#resolve(this.#expand(stage, instruction.words[0], instruction.start));
    }
    this.#madeFolder(this.workingDir);
  }

  #copy(stage: Stage, instruction: CopyInstruction): CopyStep {
    const sources = instruction.sources.map((each) => this.#expand(stage, each, instruction.start));
    const text = this.#expand(stage, instruction.destination, instruction.start);
    const path = this.#resolve(text);
    if (text === undefined || path === undefined)
      return { kind: 'copy', stage, instruction, sources, destination: undefined };
    const isFolder = /(?:^|\/)\.?$/.test(text) || sources.length > 1 || this.#folders.has(path);
    if (isFolder) this.#madeFolder(path);
    return { kind: 'copy', stage, instruction, sources, destination: { path, isFolder } };
  }

  #expand(
    stage: Stage,
    word: { readonly text: string } | undefined,
    offset: number,
  ): string | undefined {
    const { dockerfile, given } = this.#build;
    return word && expand(word.text, variablesAt(dockerfile, { stage, offset }, given));
  }

  #resolve(path: string | undefined): string | undefined {
    if (path === undefined) return undefined;
    if (path.startsWith('/')) return posix.resolve(path);
    return this.workingDir === undefined ? undefined : posix.resolve(this.workingDir, path);
  }

  #madeFolder(path: string | undefined): void {
    for (let folder = path; folder !== undefined && folder !== '/'; folder = posix.dirname(folder))
      this.#folders.add(folder);
  }
}
