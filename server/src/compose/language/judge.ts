import { dirname, join } from 'node:path';
import { omit } from '../omit.ts';
import type { LoadCompose, LoadResult, ReadText } from '../load-contract.ts';
import { excuseForTemplate } from './env-template.ts';
import { siblingBases } from './sibling-bases.ts';

export interface JudgeOptions {
  readonly loadCompose: LoadCompose;
  readonly readText: ReadText;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Loads a compose file the way it is used. A file that the project of its folder reads (as its main
 * or override file, through `include` or `extends`, by `COMPOSE_FILE`) is judged within that project.
 * Any other is judged alone, unless it makes more sense laid over the project of its folder or of one
 * above, or over a file beside it: then it is a fragment such as `compose.prod.yaml`. What only a
 * missing `.env` is to blame for is excused where a template of it is there.
 */
export const judgeFile = async (path: string, options: JudgeOptions): Promise<LoadResult> => {
  const { result, reload } = await judgeAsUsed(path, options);
  return excuseForTemplate(result, { ...options, reload });
};

/** Loads files together, whatever else is beside them. */
export const loadFiles = (
  files: readonly string[],
  { loadCompose, readText, environment }: JudgeOptions,
): Promise<LoadResult> =>
  loadCompose(
    { directory: dirname(files[0] ?? ''), files, environment: omit(environment, ['COMPOSE_FILE']) },
    readText,
  );

interface Judged {
  readonly result: LoadResult;
  /** The same again, with other eyes. */
  readonly reload: (readText: ReadText) => Promise<LoadResult>;
}

const judgeAsUsed = async (path: string, options: JudgeOptions): Promise<Judged> => {
  const { loadCompose } = options;
  // A COMPOSE_FILE that the editor was started with says nothing of this folder.
  const environment = omit(options.environment, ['COMPOSE_FILE']);
  const load = async (directory: string, files: readonly string[]): Promise<Judged> => {
    const reload = (readText: ReadText): Promise<LoadResult> =>
      loadCompose({ directory, files, environment, unsaved: [path] }, readText);
    return { result: await reload(options.readText), reload };
  };
  const folder = dirname(path);
  const project = await load(folder, []);
  const isMember = project.result.inputs.includes(path);
  const alone = isMember ? project : await load(folder, [path]);
  const mistakes = mistakesIn(alone.result);
  if (mistakes === 0) return alone;
  const around = isMember ? await projectAbove(project.result, path, load) : project;
  const base = around?.result.model?.files ?? [];
  const [first] = base;
  if (around !== undefined && first !== undefined && !base.includes(path)) {
    const merged = await load(dirname(first), [...base, path]);
    // What is wrong without it is not its fault.
    const brought = mistakesIn(merged.result) - mistakesIn(around.result);
    if (brought < mistakes) return merged;
  }
  for (const sibling of await siblingBases(path, alone.result)) {
    const merged = await load(folder, [sibling, path]);
    if (mistakesIn(merged.result) === 0) return merged;
  }
  return alone;
};

/** A file with a standard name is the project of its folder; if nothing else is, look above. */
const projectAbove = async (
  { model }: LoadResult,
  path: string,
  load: (directory: string, files: readonly string[]) => Promise<Judged>,
): Promise<Judged | undefined> => {
  const isAllThereIs = model?.files.length === 1 && model.files[0] === path;
  const above = join(dirname(path), '..');
  return isAllThereIs && above !== dirname(path) ? load(above, []) : undefined;
};

const mistakesIn = ({ findings }: LoadResult): number =>
  findings.filter(({ severity }) => severity === 'error').length;
