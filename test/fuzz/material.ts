import { join, resolve } from 'node:path';
import { readTextFile } from '../../server/src/compose/files/read-text.ts';
import type { LoadRequest } from '../../server/src/compose/load-contract.ts';
import { loadCompose } from '../../server/src/compose/load.ts';
import { corpusFolder, readCorpus, type Corpus } from '../conformance/compose/corpus.ts';
import { composeFilesOf, type FuzzProject } from './project.ts';
import type { Random } from './random.ts';

const environment = { PATH: '/usr/bin:/bin', HOME: '/home/user', LANG: 'C.UTF-8', EMPTY: '' };

/** Longer files are few, and cost as much as a hundred others. */
const maxLength = 30_000;

/** The projects that are mutated: those of the corpus, or where it is absent our own. */
export class Material {
  readonly #requests: readonly LoadRequest[];
  readonly #projects = new Map<LoadRequest, Promise<FuzzProject>>();

  private constructor(requests: readonly LoadRequest[]) {
    this.#requests = requests;
  }

  static async read(processEnvironment: NodeJS.ProcessEnv): Promise<Material> {
    const corpus = await readCorpus(corpusFolder(processEnvironment));
    return new Material(corpus === undefined ? ownProjects : corpusProjects(corpus));
  }

  get count(): number {
    return this.#requests.length;
  }

  /** A project whose `target` is mostly a file named in its request, at times one that these read. */
  async draw(random: Random): Promise<FuzzProject> {
    const request = random.pick(this.#requests);
    const project = await this.#open(request);
    const read = Object.keys(project.texts);
    const main = composeFilesOf(request).filter((path) => read.includes(path));
    const choices = main.length > 0 && !random.once(8) ? main : read;
    return { ...project, target: choices.length > 0 ? random.pick(choices) : project.target };
  }

  #open(request: LoadRequest): Promise<FuzzProject> {
    const known = this.#projects.get(request);
    if (known !== undefined) return known;
    const opening = openProject(request);
    this.#projects.set(request, opening);
    return opening;
  }
}

/** Reads whatever a load of the project asks for. */
const openProject = async (request: LoadRequest): Promise<FuzzProject> => {
  const texts: Record<string, string> = {};
  await loadCompose(request, async (path) => {
    const text = await readTextFile(path);
    if (text.length <= maxLength) texts[path] = text;
    return text;
  });
  return { request, texts, target: composeFilesOf(request)[0] ?? '' };
};

const corpusProjects = ({ folder, real, invalid, accepted }: Corpus): readonly LoadRequest[] => [
  ...real.map(({ cwd, files, env_file }) => ({
    directory: join(folder, cwd),
    files,
    environment,
    ...(env_file !== null && { envFiles: [env_file] }),
  })),
  ...[...invalid, ...accepted].map(({ dir, files, env }) => ({
    directory: join(folder, dir),
    files,
    environment: { ...environment, ...env },
  })),
];

const fixtures = resolve(import.meta.dirname, '../fixtures/compose/everything');

const ownProjects: readonly LoadRequest[] = [
  { directory: fixtures, files: ['compose.yaml'], environment },
  { directory: fixtures, files: ['compose.yaml', 'compose.override.yaml'], environment },
];
