import { resolve } from 'node:path';
import type { LoadRequest, ReadText } from '../../server/src/compose/load-contract.ts';

/** A project to load whose files are texts: nothing that is mutated touches the disk. */
export interface FuzzProject {
  readonly request: LoadRequest;
  /** By absolute path; every other file is missing. */
  readonly texts: Readonly<Record<string, string>>;
  /** The file that is mutated. */
  readonly target: string;
}

export const readTextOf =
  ({ texts }: Pick<FuzzProject, 'texts'>): ReadText =>
  (path) => {
    const text = Object.hasOwn(texts, path) ? texts[path] : undefined;
    return text === undefined
      ? Promise.reject(Object.assign(new Error('missing'), { code: 'ENOENT' }))
      : Promise.resolve(text);
  };

export const withText = (project: FuzzProject, text: string): FuzzProject => ({
  ...project,
  texts: { ...project.texts, [project.target]: text },
});

export const targetText = ({ texts, target }: FuzzProject): string => texts[target] ?? '';

/** The files named in the request, absolute. */
export const composeFilesOf = ({ directory, files = [] }: LoadRequest): readonly string[] =>
  files.map((file) => resolve(directory, file));
