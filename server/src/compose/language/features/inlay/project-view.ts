import type { LoadResult } from '../../../load-contract.ts';
import { projectVariables, type ProjectVariables } from '../../symbols/env-variables.ts';
import type { LanguageWorkspace, OpenCompose, ReadCompose } from '../../workspace.ts';

/** The project around a file, looked at once for all values of it. */
export interface ProjectView {
  readonly file: OpenCompose;
  readonly workspace: LanguageWorkspace;
  readonly judged: () => Promise<LoadResult>;
  readonly variables: () => Promise<ProjectVariables>;
  readonly read: (path: string) => Promise<ReadCompose | undefined>;
}

export const viewProject = (file: OpenCompose, workspace: LanguageWorkspace): ProjectView => {
  let judging: Promise<LoadResult> | undefined;
  let variables: Promise<ProjectVariables> | undefined;
  const read = new Map<string, Promise<ReadCompose | undefined>>();
  return {
    file,
    workspace,
    judged: () => (judging ??= workspace.judge(file.path)),
    variables: () => (variables ??= projectVariables(file.path, workspace)),
    read: (path) => {
      const reading = read.get(path) ?? workspace.read(path);
      read.set(path, reading);
      return reading;
    },
  };
};
