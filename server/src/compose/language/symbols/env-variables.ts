import { dirname, join } from 'node:path';
import { readEnvFile } from '../../files/dotenv.ts';
import { Source, type Origin } from '../../yaml/source.ts';
import type { LanguageWorkspace } from '../workspace.ts';

/** A variable that an env file sets. */
export interface EnvVariable {
  readonly name: string;
  readonly value: string;
  /** Of its name. */
  readonly origin: Origin;
}

/** What a project knows of variables. */
export interface ProjectVariables {
  /** By name: what Compose replaces them by, from env files and the process environment. */
  readonly values: Readonly<Record<string, string>>;
  /** What the `.env` files set, in their order. */
  readonly set: readonly EnvVariable[];
}

/** The `.env` files beside the project and beside what it includes. */
export const projectVariables = async (
  path: string,
  workspace: LanguageWorkspace,
): Promise<ProjectVariables> => {
  const { files, workingDir, environment } = await workspace.around(path);
  const folders = new Set([workingDir ?? dirname(path), ...files.map((each) => dirname(each))]);
  const read = [...folders].map(async (folder) => {
    const file = join(folder, '.env');
    return envVariables(new Source(file, (await workspace.text(file)) ?? ''));
  });
  const set = (await Promise.all(read)).flat();
  const ofFiles = Object.fromEntries(set.toReversed().map(({ name, value }) => [name, value]));
  return { values: { ...ofFiles, ...environment }, set };
};

export const envVariables = (source: Source): readonly EnvVariable[] => {
  const into = new Map<string, string>();
  const places: { readonly name: string; readonly start: number }[] = [];
  const onSet = (name: string, start: number): void => {
    places.push({ name, start });
  };
  readEnvFile(source.text, { lookup: () => undefined, into, onSet });
  return places
    .filter(({ name }) => name !== '')
    .map(({ name, start }) => ({
      ...{ name, value: into.get(name) ?? '' },
      origin: { source, start, end: start + name.length },
    }));
};
