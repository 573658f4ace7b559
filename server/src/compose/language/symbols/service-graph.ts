import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  Range,
} from 'vscode-languageserver';
import { kinds } from '../features/workspace-symbols.ts';
import { rangeAt } from '../ranges.ts';
import { entriesOf, textUnder, type SyntaxEntry } from '../syntax/syntax.ts';
import type { LanguageWorkspace, ReadCompose } from '../workspace.ts';
import { dependenciesIn } from './dependencies.ts';

/** A dependency with the file whose text says so. */
interface Edge {
  readonly dependent: string;
  readonly dependency: string;
  readonly path: string;
  readonly range: Range;
}

/** What the services of a project wait for, told from its texts, and where they have an alias from its model. */
export const readServiceGraph = async (
  root: string,
  workspace: LanguageWorkspace,
): Promise<ServiceGraph> => {
  const paths = await workspace.projectFiles(root);
  const files = new Map<string, ReadCompose>();
  for (const path of paths) {
    const file = await workspace.read(path);
    if (file !== undefined) files.set(path, file);
  }
  const written = [...files].flatMap(([path, file]) =>
    dependenciesIn(file).map(({ origin, ...names }): Edge => {
      return { ...names, path, range: rangeAt(origin) };
    }),
  );
  const told = await toldEdges(root, workspace);
  const isWritten = (edge: Edge): boolean => written.some((each) => nameOf(each) === nameOf(edge));
  return new ServiceGraph(root, files, {
    edges: [...written, ...told.filter((edge) => !isWritten(edge))],
    workspace,
  });
};

/** With those that come through an alias, a merge key or `extends`. */
const toldEdges = async (root: string, workspace: LanguageWorkspace): Promise<readonly Edge[]> => {
  const judged = await workspace.judge(root);
  return Object.entries(judged.model?.services ?? {}).flatMap(([dependent, { depends_on = {} }]) =>
    Object.keys(depends_on).flatMap((dependency) => {
      const place =
        judged.locate(['services', dependent, 'depends_on', dependency]) ??
        judged.locate(['services', dependent, 'depends_on']) ??
        judged.locate(['services', dependent]);
      if (place === undefined) return [];
      const { path, start, end } = place;
      return [{ dependent, dependency, path, range: { start, end } }];
    }),
  );
};

const nameOf = ({ dependent, dependency }: Edge): string => `${dependent}\0${dependency}`;

interface GraphParts {
  readonly edges: readonly Edge[];
  readonly workspace: LanguageWorkspace;
}

/** The services of a project as an editor's call hierarchy has them: who waits calls. */
export class ServiceGraph {
  readonly #root: string;
  readonly #files: ReadonlyMap<string, ReadCompose>;
  readonly #edges: readonly Edge[];
  readonly #workspace: LanguageWorkspace;

  constructor(
    root: string,
    files: ReadonlyMap<string, ReadCompose>,
    { edges, workspace }: GraphParts,
  ) {
    this.#root = root;
    this.#files = files;
    this.#edges = edges;
    this.#workspace = workspace;
  }

  incoming(name: string): CallHierarchyIncomingCall[] {
    const edges = this.#edges.filter(({ dependency }) => dependency === name);
    return groups(edges, ({ dependent, path }) => `${dependent}\0${path}`).flatMap((group) => {
      const [{ dependent, path }] = group;
      const from = this.itemOf(dependent, path) ?? this.itemOf(dependent);
      if (from === undefined) return [];
      return [{ from, fromRanges: this.#rangesIn(from, group) }];
    });
  }

  outgoing(item: CallHierarchyItem): CallHierarchyOutgoingCall[] {
    const edges = this.#edges.filter(({ dependent }) => dependent === item.name);
    return groups(edges, ({ dependency }) => dependency).flatMap((group) => {
      const to = this.itemOf(group[0].dependency);
      return to === undefined ? [] : [{ to, fromRanges: this.#rangesIn(item, group) }];
    });
  }

  /** The service where it is declared first, or where a certain file declares it. */
  itemOf(name: string, only?: string): CallHierarchyItem | undefined {
    for (const [path, { syntax }] of this.#files) {
      if (only !== undefined && only !== path) continue;
      const entry = entriesOf(syntax).find((each) => isService(each, name));
      const key = entry?.key?.range;
      if (entry === undefined || !key) continue;
      const { source } = syntax;
      const end = Math.max(key[1], entry.value?.range?.[1] ?? 0);
      const length = source.text.slice(key[0], end).trimEnd().length;
      const image = textUnder(entry.value, 'image');
      return {
        ...{ name, kind: kinds.service, uri: this.#workspace.uriOf(path), data: this.#root },
        ...(image !== undefined && { detail: image }),
        range: rangeAt({ source, start: key[0], end: key[0] + length }),
        selectionRange: rangeAt({ source, start: key[0], end: key[1] }),
      };
    }
    return undefined;
  }

  /** Places are of the file that the item is in; what another file adds is shown at its name. */
  #rangesIn({ uri, selectionRange }: CallHierarchyItem, edges: readonly Edge[]): Range[] {
    const own = edges
      .filter(({ path }) => this.#workspace.uriOf(path) === uri)
      .map(({ range }) => range);
    return own.length > 0 ? own : [selectionRange];
  }
}

const isService = ({ path }: SyntaxEntry, name: string): boolean =>
  path.length === 2 && path[0] === 'services' && path[1] === name;

const groups = <T>(items: readonly T[], keyOf: (item: T) => string): readonly [T, ...T[]][] => {
  const found = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = found.get(keyOf(item));
    if (group === undefined) found.set(keyOf(item), [item]);
    else group.push(item);
  }
  return [...found.values()];
};
