import { dirname } from 'node:path';
import type { Finding } from '../finding.ts';
import { omit } from '../omit.ts';
import type { LoadCompose, LoadResult, ReadText } from '../load-contract.ts';

export interface JudgeOptions {
  readonly loadCompose: LoadCompose;
  readonly readText: ReadText;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Loads a compose file the way it is used. A file that the project of its folder reads (as its main
 * or override file, through `include` or `extends`, by `COMPOSE_FILE`) is judged within that project.
 * Any other is judged alone, unless it makes more sense laid over the project: then it is a fragment
 * such as `compose.prod.yaml`.
 */
export const judgeFile = async (path: string, options: JudgeOptions): Promise<LoadResult> => {
  const { loadCompose, readText } = options;
  // A COMPOSE_FILE that the editor was started with says nothing of this folder.
  const environment = omit(options.environment, ['COMPOSE_FILE']);
  const directory = dirname(path);
  const load = (files: readonly string[]): Promise<LoadResult> =>
    loadCompose({ directory, files, environment }, readText);
  const project = await load([]);
  if (project.inputs.includes(path)) return project;
  const alone = await load([path]);
  const mistakes = errorsIn(alone.findings, path);
  const files = project.model?.files ?? [];
  if (mistakes === 0 || files.length === 0) return alone;
  const merged = await load([...files, path]);
  return errorsIn(merged.findings, path) < mistakes ? merged : alone;
};

const errorsIn = (findings: readonly Finding[], path: string): number =>
  findings.filter(({ severity, range }) => severity === 'error' && range.path === path).length;
