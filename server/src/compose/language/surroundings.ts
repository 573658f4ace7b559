import { basename } from 'node:path';
import { composeFileNames, overrideFileNames } from '../files/discover.ts';
import type { LoadResult } from '../load-contract.ts';
import type { Judgements } from './judgements.ts';
import { linksOf } from './syntax/links.ts';
import type { ReadCompose } from './workspace.ts';

const large = 20_000;

const names: ReadonlySet<string> = new Set([...composeFileNames, ...overrideFileNames]);

/** What a file of a project is among, whatever its services are made of. */
export interface Surroundings {
  /** The YAML files of the project, the file itself first. */
  readonly files: readonly string[];
  readonly workingDir: string | undefined;
  /** The variables that are replaced. */
  readonly environment: Readonly<Record<string, string>>;
}

interface Known extends Surroundings {
  readonly inputs: readonly string[];
  /** What the files name each other by; `undefined` when that takes more than to look at them. */
  readonly links: string | undefined;
}

interface SurroundingsOptions {
  readonly judgements: Judgements;
  readonly read: (path: string) => Promise<ReadCompose | undefined>;
  /** Of how many characters on a file is large. */
  readonly large?: number;
}

/**
 * Keeps what an edit of a service leaves as it is, so that names and variables can be offered while a
 * large file is being typed and nobody has judged it yet.
 */
export class ProjectSurroundings {
  readonly #options: SurroundingsOptions;
  readonly #known = new Map<string, Known>();

  constructor(options: SurroundingsOptions) {
    this.#options = options;
  }

  async of(path: string): Promise<Surroundings> {
    const { judgements } = this.#options;
    const judged = await judgements.known(path);
    const known = this.#known.get(path);
    if (judged === undefined && known?.links !== undefined && (await this.#isPlain(path))) {
      if ((await this.#linksIn(known.files)) === known.links) return known;
    }
    return this.#keep(path, judged ?? (await judgements.of(path)));
  }

  /** What is no compose file may be one of variables. */
  changed(path: string): void {
    for (const [file, { inputs, files }] of this.#known) {
      if (inputs.includes(path) && !files.includes(path)) this.#known.delete(file);
    }
  }

  forget(): void {
    this.#known.clear();
  }

  /**
   * Whether the file is a project, whatever it says: others are part of one as that makes more sense
   * (see `judge.ts`), and so may a small one be of the folder above. Those are judged in no time.
   */
  async #isPlain(path: string): Promise<boolean> {
    if (!names.has(basename(path))) return false;
    const { length = 0 } = (await this.#options.read(path))?.syntax.source.text ?? {};
    return length >= (this.#options.large ?? large);
  }

  async #keep(path: string, { inputs, model }: LoadResult): Promise<Surroundings> {
    const before = this.#known.get(path);
    const files = [path, ...inputs.filter((each) => each !== path && /\.ya?ml$/i.test(each))];
    const links = await this.#linksIn(files);
    // A file that cannot be read now has the variables that it had.
    const { workingDir, environment = {} } = model ?? before ?? {};
    const known: Known = { files, inputs, links, workingDir, environment };
    this.#known.set(path, known);
    return known;
  }

  async #linksIn(files: readonly string[]): Promise<string | undefined> {
    const read = await Promise.all(files.map((file) => this.#options.read(file)));
    const links = read.map((file) => (file === undefined ? '' : linksOf(file.syntax)));
    // Where a variable leads is for the loader to say.
    const text = JSON.stringify([files, links]);
    return text.includes('$') ? undefined : text;
  }
}
