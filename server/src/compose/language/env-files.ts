import { opendir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { envFacts, type EnvFacts } from '../advice/env-facts.ts';
import type { LoadResult, ReadText } from '../load-contract.ts';
import type { ComposeModel } from '../model.ts';
import { Source } from '../yaml/source.ts';
import { envVariables } from './symbols/env-variables.ts';

/** What is changed by others than the editor is noticed as late as this. */
const freshForMs = 2000;
/** Where more lies around, something else may read the file. */
const maxNeighbours = 200;
const maxScanned = 30;

/** Files that may name variables and are read for them. */
const scanned =
  /\.(ya?ml|sh|conf|cnf|ini|template|env)$|^\.?env(\..*)?$|^([\w.-]+\.)?Dockerfile(\..*)?$/i;
/** Files that read no variables. */
const harmless =
  /^(readme|licen[cs]e|changelog|contributing|security|notice|authors|version)(\..*)?$|\.(md|txt|png|jpe?g|svg|gif|ico|pem|crt|cer|key|pub|sql|log)$|^\.(git.*|dockerignore|editorconfig|ds_store|vscode|idea)$/i;
/** What lies in the folder of a program, which may read the file of the folder above. */
const program =
  /^(package\.json|deno\.jsonc?|composer\.json|pyproject\.toml|requirements.*\.txt|setup\.py|manage\.py|gemfile|go\.mod|cargo\.toml|pom\.xml|build\.gradle.*|mix\.exs|makefile|justfile|taskfile\..*|.*\.(csproj|fsproj|sln|py|js|ts|rb|php))$/i;

interface Neighbours {
  /** Paths of those that are read. */
  readonly scanned: readonly string[];
  readonly hasOthers: boolean;
}

/** The `.env` files of projects, and what else could read them. */
export class EnvFiles {
  readonly #readText: ReadText;
  readonly #neighbours = new Map<string, { readonly found: Neighbours; readonly atMs: number }>();
  readonly #read = new Map<string, { readonly text: string | undefined; readonly atMs: number }>();

  /** Counts the changes, so that what was read before one is not taken for the last word. */
  #round = 0;

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** `undefined` where the project reads no `.env` beside its files. */
  async factsFor(model: ComposeModel, inputs: LoadResult['inputs']): Promise<EnvFacts | undefined> {
    const path = join(model.workingDir, '.env');
    if (!inputs.includes(path) || model.envFiles !== undefined) return undefined;
    const text = await this.#text(path);
    if (text === undefined) return undefined;
    const entries = envVariables(new Source(path, text));
    const neighbours = await this.#neighboursOf(model.workingDir);
    const isForComposeOnly = !neighbours.hasOthers && !isGivenAway(path, model);
    const isNeeded = isForComposeOnly || entries.some(({ name }) => name === 'COMPOSE_PROFILES');
    const beside = neighbours.scanned.filter((each) => !inputs.includes(each));
    const texts = {
      inputs: await this.#texts(isForComposeOnly ? inputs.filter((each) => each !== path) : []),
      besides: await this.#texts(isNeeded ? beside : []),
    };
    return envFacts(entries, texts, isForComposeOnly);
  }

  /** Whether something was said because of it. */
  hasRead(path: string): boolean {
    return this.#read.has(path);
  }

  /** The text of a file is another. */
  changed(path: string): void {
    this.#round += 1;
    const read = this.#read.get(path);
    if (read !== undefined) this.#read.set(path, { ...read, atMs: -Infinity });
  }

  /** A file appeared or went. */
  forget(): void {
    this.#neighbours.clear();
    this.#read.clear();
  }

  async #text(path: string): Promise<string | undefined> {
    const known = this.#read.get(path);
    const nowMs = performance.now();
    if (known !== undefined && nowMs - known.atMs <= freshForMs) return known.text;
    const round = this.#round;
    const text = await this.#readText(path).catch(() => undefined);
    this.#read.set(path, { text, atMs: round === this.#round ? nowMs : -Infinity });
    return text;
  }

  async #texts(paths: readonly string[]): Promise<readonly string[]> {
    const texts = await Promise.all(paths.map((path) => this.#text(path)));
    return texts.filter((text) => text !== undefined);
  }

  async #neighboursOf(folder: string): Promise<Neighbours> {
    const known = this.#neighbours.get(folder);
    const nowMs = performance.now();
    if (known !== undefined && nowMs - known.atMs <= freshForMs) return known.found;
    const found = await lookAround(folder);
    this.#neighbours.set(folder, { found, atMs: nowMs });
    return found;
  }
}

/** Into a container or an image, with all that is in its folder or by name. */
const isGivenAway = (path: string, { services, disabledServices }: ComposeModel): boolean => {
  const folder = dirname(path);
  const holds = (given: string | undefined): boolean =>
    given === path || given === folder || folder.startsWith(`${given ?? '\0'}/`) || given === '/';
  return [...Object.values(services), ...Object.values(disabledServices)].some(
    ({ build, volumes = [], env_file: envFiles = [] }) =>
      holds(build?.context) ||
      volumes.some(({ source }) => holds(source)) ||
      envFiles.some((each) => each.path === path),
  );
};

const lookAround = async (folder: string): Promise<Neighbours> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    const read = files.filter((name) => scanned.test(name) && name !== '.env');
    const known = read.slice(0, maxScanned).map((name) => join(folder, name));
    const isTooMuch = entries.length > maxNeighbours || read.length > maxScanned;
    const others = files.filter((name) => !scanned.test(name) && !harmless.test(name));
    if (isTooMuch || others.length > 0) return { scanned: known, hasOthers: true };
    const programs = await Promise.all(folders.map((name) => holdsProgram(join(folder, name))));
    return { scanned: known, hasOthers: programs.includes(true) };
  } catch {
    return { scanned: [], hasOthers: true };
  }
};

/** Of a folder with more in it, such as a database's, it is not asked what the rest is. */
const holdsProgram = async (folder: string): Promise<boolean> => {
  let entries = 0;
  for await (const { name } of await opendir(folder)) {
    if (program.test(name)) return true;
    entries += 1;
    if (entries >= maxNeighbours) return false;
  }
  return false;
};
