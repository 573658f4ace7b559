import type { MountedFilesAction } from '#shared/protocol/workspace';
import type { LoadResult } from '../../compose/load-contract.ts';
import type { ComposeModel, ComposeService } from '../../compose/model.ts';
import type { IgnoreRules } from '../../engines/dockerignore.ts';
import type { ReloadRule } from './rule.ts';

/** What a service's image is built by. */
export interface BuildFacts {
  /** Its text. */
  readonly dockerfile: string;
  /** Absolute; absent where it is written in the compose file. */
  readonly dockerfilePath?: string;
  /** What keeps files out of the context: the Dockerfile's own rules, else those of the context. */
  readonly ignore?: IgnoreFacts;
}

export interface IgnoreFacts {
  readonly path: string;
  readonly text: string;
  readonly rules: IgnoreRules;
}

/** What the disk says beside the compose files. `readReloadFacts` reads it. */
export interface ReloadFacts {
  /** By service. */
  readonly builds: ReadonlyMap<string, BuildFacts>;
  /** The text of `package.json`, by its folder. */
  readonly packages: ReadonlyMap<string, string>;
  /** Of paths that rules may be about; those that are not there are not in it. */
  readonly kinds: ReadonlyMap<string, 'file' | 'folder'>;
  /** Where a path really is that leads elsewhere through a symbolic link. */
  readonly links: ReadonlyMap<string, string>;
  /** The files that all this was read from, also those that are not there: their change makes other rules. */
  readonly read: readonly string[];
}

/** What an image runs when a service does not say so itself. */
export interface ImageFacts {
  readonly command?: readonly string[];
  readonly entrypoint?: readonly string[];
  readonly workingDir?: string;
  /** `NAME=value`. */
  readonly environment?: readonly string[];
}

export interface RulesInput extends ReloadFacts {
  readonly model: ComposeModel;
  /** Every file that the model was read from. */
  readonly inputs: LoadResult['inputs'];
  readonly locate: LoadResult['locate'];
  /** By service, of those images that are known. */
  readonly images?: ReadonlyMap<string, ImageFacts>;
  /** What the user says of a service's mounted files, by its name. */
  readonly overrides: Readonly<Record<string, MountedFilesAction>>;
  /** Files that the user wants left alone; of derived rules. */
  readonly ignored?: (file: string) => boolean;
}

/** One service and all around it. */
export interface Around {
  readonly name: string;
  readonly service: ComposeService;
  readonly input: RulesInput;
}

/** One way to find rules. In the order in which they are asked for a file. */
export type RuleSource = (around: Around) => readonly ReloadRule[];
