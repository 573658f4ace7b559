import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { contextFolder, dockerfilePaths } from '../compose/build-files.ts';
import type { ComposeModel, ComposeService } from '../compose/model.ts';
import { parseDockerignore } from '../engines/dockerignore.ts';
import { bindMounts } from './rules/binds/mounts.ts';
import { contextSources } from './rules/build/context-sources.ts';
import { watchesOf } from './rules/develop/watches.ts';
import type { Around, BuildFacts, IgnoreFacts, ReloadFacts } from './rules/input.ts';

/**
 * Reads what rules are made of beside the compose files. What cannot be read is not there; it never
 * rejects. To be read again when a file of `read` changes.
 */
export const readReloadFacts = async (model: ComposeModel): Promise<ReloadFacts> => {
  const reading = new Reading();
  const services = Object.entries({ ...model.services, ...model.disabledServices });
  const builds = new Map<string, BuildFacts>();
  await Promise.all(
    services.map(async ([name, service]) => {
      const facts = await reading.build(service);
      if (facts !== undefined) builds.set(name, facts);
    }),
  );
  const facts = { ...emptyFacts, builds };
  const input = { ...facts, model, inputs: [], locate: () => undefined, overrides: {} };
  const arounds = services.map(([name, service]): Around => ({ name, service, input }));
  const paths = new Set(arounds.flatMap(pathsOf));
  await Promise.all([...paths].map((path) => reading.look(path, model.workingDir)));
  await Promise.all(
    packageFolders(arounds, reading.kinds).map((folder) => reading.package(folder)),
  );
  const { packages, kinds, links } = reading;
  return { builds, packages, kinds, links, read: [...reading.read].sort() };
};

const emptyFacts: ReloadFacts = {
  builds: new Map(),
  packages: new Map(),
  kinds: new Map(),
  links: new Map(),
  read: [],
};

const contextOf = ({ service: { build } }: Around): readonly string[] => {
  const context = build && contextFolder(build);
  return context === undefined ? [] : [context];
};

const pathsOf = (around: Around): readonly string[] =>
  [
    ...watchesOf(around).map(({ path }) => path),
    ...bindMounts(around).map(({ source }) => source),
    ...contextOf(around),
    ...contextSources(around),
  ].filter((path) => path !== '');

/** Where a `package.json` may be that a service's command means. */
const packageFolders = (
  arounds: readonly Around[],
  kinds: ReadonlyMap<string, 'file' | 'folder'>,
): readonly string[] => {
  const folders = arounds.flatMap((around) => {
    const dockerfile = around.input.builds.get(around.name)?.dockerfilePath;
    return [
      ...bindMounts(around).map(({ source }) => source),
      ...contextOf(around),
      ...(dockerfile === undefined ? [] : [dirname(dockerfile)]),
      ...workingFolders(around),
    ];
  });
  return [...new Set(folders)].filter((folder) => kinds.get(folder) !== 'file');
};

/** A folder that a service works in, below what is mounted there. */
const workingFolders = (around: Around): readonly string[] => {
  const at = around.service.working_dir;
  if (at === undefined) return [];
  return bindMounts(around).flatMap(({ source, target }) =>
    at.startsWith(`${target}/`) ? [join(source, relative(target, at))] : [],
  );
};

class Reading {
  readonly packages = new Map<string, string>();
  readonly kinds = new Map<string, 'file' | 'folder'>();
  readonly links = new Map<string, string>();
  readonly read = new Set<string>();
  readonly #ignores = new Map<string, Promise<IgnoreFacts | undefined>>();

  async build({ build }: ComposeService): Promise<BuildFacts | undefined> {
    const context = build === undefined ? undefined : contextFolder(build);
    if (build === undefined || context === undefined) return undefined;
    if (build.dockerfile_inline !== undefined) {
      const ignore = await this.#ignore([join(context, '.dockerignore')]);
      return { dockerfile: build.dockerfile_inline, ...(ignore && { ignore }) };
    }
    for (const path of dockerfilePaths(build)) {
      const dockerfile = await this.#text(path);
      if (dockerfile === undefined) continue;
      const ignore = await this.#ignore([`${path}.dockerignore`, join(context, '.dockerignore')]);
      return { dockerfile, dockerfilePath: path, ...(ignore && { ignore }) };
    }
    return undefined;
  }

  async package(folder: string): Promise<void> {
    const text = await this.#text(join(folder, 'package.json'));
    if (text !== undefined) this.packages.set(folder, text);
  }

  /** What a path is, and where it really is when a link in the project leads away. */
  async look(path: string, root: string): Promise<void> {
    const found = await stat(path).catch(() => undefined);
    if (found === undefined) return;
    this.kinds.set(path, found.isDirectory() ? 'folder' : 'file');
    const [real, realRoot] = await Promise.all([path, root].map(realOf));
    if (real === undefined || realRoot === undefined) return;
    // A project that is itself behind a link is told of by its own name.
    if (real !== join(realRoot, relative(root, path)) && real !== path) this.links.set(path, real);
  }

  async #ignore(paths: readonly string[]): Promise<IgnoreFacts | undefined> {
    for (const path of paths) {
      // One for all services of a context: rules remember what they were asked.
      const known = this.#ignores.get(path) ?? this.#readIgnore(path);
      this.#ignores.set(path, known);
      const facts = await known;
      if (facts !== undefined) return facts;
    }
    return undefined;
  }

  async #readIgnore(path: string): Promise<IgnoreFacts | undefined> {
    const text = await this.#text(path);
    return text === undefined ? undefined : { path, text, rules: parseDockerignore(text) };
  }

  async #text(path: string): Promise<string | undefined> {
    this.read.add(path);
    return await readFile(path, 'utf8').catch(() => undefined);
  }
}

const realOf = (path: string): Promise<string | undefined> => realpath(path).catch(() => undefined);
