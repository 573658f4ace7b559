import { dockerfilePaths, contextFolder } from '../../build-files.ts';
import type { LoadResult } from '../../load-contract.ts';
import type { ComposeBuild } from '../../model.ts';
import type { Origin } from '../../yaml/source.ts';
import { child, entriesOf, stringOf, type TreeNode } from '../../yaml/tree.ts';
import type { LanguageWorkspace } from '../workspace.ts';
import { composeFilesNear } from './near.ts';

/** A name in a compose file, where what is written is what is meant. */
export interface WrittenName {
  readonly name: string;
  readonly origin: Origin;
}

/** A service whose image is built by a Dockerfile on this machine. */
export interface BuildUse {
  readonly service: string;
  readonly build: ComposeBuild;
  /** The folder that it is made of. */
  readonly context: string;
  /** Where its Dockerfile may be; the first that is there counts. */
  readonly dockerfiles: readonly string[];
  /** Where it is declared. */
  readonly origin: Origin;
  /** Where the context is said, in short or in long. */
  readonly contextAt: Origin | undefined;
  readonly target: WrittenName | undefined;
  readonly dockerfile: WrittenName | undefined;
  /** Where a Dockerfile in place is written, from its `|` on. */
  readonly inline: Origin | undefined;
  /** The folders and images that the Dockerfile may name, where they are given. */
  readonly contexts: readonly (WrittenName & { readonly value: string })[];
}

/** Those of one project, of services that no active profile brings in too. */
export const buildsIn = ({ model, root }: LoadResult): readonly BuildUse[] => {
  if (model === undefined || root === undefined) return [];
  const services = { ...model.services, ...model.disabledServices };
  return entriesOf(child(root, 'services')).flatMap(([service, { key, value }]) => {
    const build = services[service]?.build;
    const context = build && contextFolder(build);
    if (build === undefined || context === undefined) return [];
    const node = child(value, 'build');
    const contexts = entriesOf(child(node, 'additional_contexts'));
    return [
      {
        ...{ service, build, context, origin: key },
        dockerfiles: dockerfilePaths(build),
        contextAt: scalarOrigin(child(node, 'context')),
        target: writtenName(child(node, 'target')),
        dockerfile: writtenName(child(node, 'dockerfile')),
        inline: child(node, 'dockerfile_inline')?.origin,
        contexts: contexts.flatMap(([name, entry]) => ({
          name,
          origin: entry.key,
          value: stringOf(entry.value) ?? '',
        })),
      },
    ];
  });
};

/** The builds of any project around that are made by a Dockerfile. */
export const buildsBy = async (
  dockerfile: string,
  workspace: LanguageWorkspace,
): Promise<readonly BuildUse[]> => {
  const files = await composeFilesNear(dockerfile, workspace);
  const projects = await Promise.all(files.map((file) => workspace.judge(file)));
  const uses = projects
    .flatMap(buildsIn)
    .filter(({ dockerfiles }) => dockerfiles.includes(dockerfile));
  // Several files of one project bring the same services.
  const unique = new Map(uses.map((use) => [keyOf(use), use]));
  return [...unique.values()];
};

const keyOf = ({ service, context, origin, build, target }: BuildUse): string =>
  JSON.stringify([service, context, origin.source.path, origin.start, build, target?.origin.start]);

const writtenName = (node: TreeNode | undefined): WrittenName | undefined => {
  const name = stringOf(node);
  if (node === undefined || name === undefined || name === '') return undefined;
  const { source } = node.origin;
  const quoted = /["']/.test(source.text.charAt(node.origin.start));
  const start = node.origin.start + (quoted ? 1 : 0);
  const end = start + name.length;
  return source.text.startsWith(name, start) ? { name, origin: { source, start, end } } : undefined;
};

/** What is set without being written has the place of the mapping around it. */
const scalarOrigin = (node: TreeNode | undefined): Origin | undefined => {
  if (node === undefined) return undefined;
  const { source, start, end } = node.origin;
  return /^[{&*|>]|[\n]|:\s/.test(source.text.slice(start, end)) ? undefined : node.origin;
};
