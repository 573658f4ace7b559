import { exists } from '../../base/on-disk.ts';
import { contextFolder } from '../build-files.ts';
import { originOf } from '../locate.ts';
import type { ComposeModel } from '../model.ts';
import type { MapNode, Path } from '../yaml/tree.ts';
import type { LoadContext } from './context.ts';

interface NamedFile {
  readonly code: string;
  readonly at: Path;
  readonly path: string;
  readonly message: string;
}

/** Warns of what a service needs on disk and what is not there: `up` would fail, `config` does not. */
export const warnMissingFiles = async (
  model: ComposeModel,
  root: MapNode,
  { report }: LoadContext,
): Promise<void> => {
  const named = [...buildContexts(model), ...fileObjects(model)];
  const paths = [...new Set(named.map(({ path }) => path))];
  const there = await Promise.all(paths.map(exists));
  const missing = new Set(paths.filter((_, index) => there[index] !== true));
  for (const { code, at, path, message } of named) {
    if (!missing.has(path)) continue;
    report.at(originOf(root, at) ?? root.origin, code, message, { severity: 'warning', path: at });
  }
};

const buildContexts = ({ services }: ComposeModel): readonly NamedFile[] =>
  Object.entries(services).flatMap(([name, { build }]) => {
    const path = build && contextFolder(build);
    if (path === undefined) return [];
    return [
      {
        code: 'build-context-missing',
        at: ['services', name, 'build', 'context'],
        path,
        message: `The build context ${path} does not exist.`,
      },
    ];
  });

const fileObjects = ({ services, secrets, configs }: ComposeModel): readonly NamedFile[] =>
  Object.values(services).flatMap((service) =>
    [
      ...(service.secrets ?? []).map(({ source }) => ({
        section: 'secrets',
        code: 'secret-file-missing',
        source,
        from: secrets,
      })),
      ...(service.configs ?? []).map(({ source }) => ({
        section: 'configs',
        code: 'config-file-missing',
        source,
        from: configs,
      })),
    ].flatMap(({ section, code, source = '', from }) => {
      const path = from[source]?.file;
      if (path === undefined || from[source]?.external === true) return [];
      return [
        {
          code,
          at: [section, source, 'file'],
          path,
          message: `The file ${path} does not exist.`,
        },
      ];
    }),
  );
