import { referencePage } from '../../catalog/reference-page.ts';
import type { ComposeMount, ComposeService } from '../../model.ts';
import type { Path } from '../../yaml/tree.ts';
import { refused } from './refused.ts';

/** In a container there is no folder that a path could be relative to. */
export const containerPath = refused(
  {
    code: 'container-path',
    summary: 'A path in a container that is not absolute.',
    url: referencePage('services', 'volumes'),
  },
  function* (service, at) {
    for (const { place, path, isMount } of pathsOf(service)) {
      if (!isAbsolute(path)) {
        yield {
          at: [...at, ...place],
          message: `"${path}" is no absolute path, and the engine takes no other in a container.`,
          hint: `Write /${path.replace(/^(\.\/)+/, '')}.`,
        };
      } else if (isMount && /^\/+$/.test(path)) {
        yield {
          at: [...at, ...place],
          message: 'Nothing can be mounted on the root of a container.',
          hint: 'Mount it on a folder, such as /data.',
        };
      }
    }
  },
);

interface ContainerPath {
  readonly place: Path;
  readonly path: string;
  readonly isMount: boolean;
}

const pathsOf = ({
  volumes = [],
  tmpfs = [],
  working_dir: folder,
}: ComposeService): readonly ContainerPath[] => [
  // While it is typed, a mount may have none yet.
  ...volumes.flatMap(({ target }: Partial<ComposeMount>, index) =>
    target === undefined
      ? []
      : [{ place: ['volumes', index, 'target'], path: target, isMount: true }],
  ),
  ...tmpfs.map((spec, index) => ({
    place: ['tmpfs', index],
    path: spec.split(':')[0] ?? spec,
    isMount: true,
  })),
  ...(folder === undefined ? [] : [{ place: ['working_dir'], path: folder, isMount: false }]),
];

/** Of Linux or of Windows. */
const isAbsolute = (path: string): boolean => /^(\/|[a-zA-Z]:|\\\\)/.test(path);
