import * as z from 'zod/mini';
import { request } from './message.ts';

/** A project that somebody names by its files, in the words of `docker compose`. */
export const explicitProject = z.object({
  /** Absolute. Relative paths of this request start here, and so does the search for files. */
  directory: z.string(),
  /** `-f`: when absent, `COMPOSE_FILE` or the standard names. */
  files: z.optional(z.array(z.string())),
  /** `--project-directory`: where the project's own relative paths start. */
  projectDirectory: z.optional(z.string()),
  envFiles: z.optional(z.array(z.string())),
  profiles: z.optional(z.array(z.string())),
  name: z.optional(z.string()),
  /** What variables are taken from; the server's own environment when absent. */
  environment: z.optional(z.record(z.string(), z.string())),
});
export type ExplicitProject = z.infer<typeof explicitProject>;

/** What the loader has to say about a file; lines and columns count from 1. */
export interface ComposeProblem {
  readonly severity: 'error' | 'warning';
  /** Stable, kebab-case: `undefined-network`, `yaml-syntax`. */
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export const configViews = [
  'config',
  'services',
  'volumes',
  'networks',
  'images',
  'profiles',
  'hash',
  'environment',
  'nothing',
] as const;
export type ConfigView = (typeof configViews)[number];

export interface ComposeConfig {
  /** What was asked for, each line ended; absent when an error leaves nothing to show. */
  readonly text?: string;
  /** Everything found, in file order; the project can be used when none is an error. */
  readonly problems: readonly ComposeProblem[];
}

/** Loads a project and shows it, or a part of it, as `docker compose config` does. */
export const composeConfig = request<ComposeConfig>()(
  'hyperbox/compose/config',
  z.extend(explicitProject, {
    view: z.enum(configViews),
    /** Of the view `config`. */
    format: z.enum(['yaml', 'json']),
    /** Whether `${…}` is replaced; true when absent. */
    interpolate: z.optional(z.boolean()),
    /** These and what they depend on; all when absent. */
    services: z.optional(z.array(z.string())),
  }),
);
