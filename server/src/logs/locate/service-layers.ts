import { contextFolder } from '../../compose/build-files.ts';
import type { ComposeFileMount } from '../../compose/model.ts';
import { bindMounts, mountTargets } from '../../reload/rules/binds/mounts.ts';
import { placeOf } from '../../reload/rules/binds/places.ts';
import { developRules } from '../../reload/rules/develop/develop.ts';
import type { Around } from '../../reload/rules/input.ts';
import { imageLayers } from './image-layers.ts';
import type { Layer, Layers } from './layers.ts';

/** Where the files of a declared service's containers come from. */
export const serviceLayers = (around: Around): Layers => {
  const { name, service, input } = around;
  const { stages, order, workingDirs } = imageLayers(around);
  const context = service.build && contextFolder(service.build);
  const folders = bindMounts(around)
    .map(({ source }) => source)
    .filter((source) => input.kinds.get(source) === 'folder');
  const own = [service.working_dir, input.images?.get(name)?.workingDir];
  return {
    over: deepestFirst([
      ...bound(around),
      ...synced(around),
      ...hidden(around),
      ...objects(around),
    ]),
    stages,
    order,
    workingDirs: [...new Set([...own, ...workingDirs].filter((path) => path !== undefined))],
    roots: [...new Set([...(context === undefined ? [] : [context]), ...folders])],
  };
};

/** The sort is stable: a bind mount, and what is copied into a volume, are asked before what hides. */
export const deepestFirst = (layers: readonly Layer[]): readonly Layer[] =>
  [...layers].sort((a, b) => b.target.length - a.target.length);

const bound = (around: Around): readonly Layer[] =>
  bindMounts(around)
    .filter(({ source, target }) => placeOf(source, target) !== 'system')
    .map(({ source, target }) => ({ source, target, hides: true }));

const hidden = (around: Around): readonly Layer[] =>
  mountTargets(around).map((target) => ({ target, hides: true }));

/** What hot reload brings. */
const synced = (around: Around): readonly Layer[] =>
  developRules(around).flatMap((rule) =>
    rule.target === undefined
      ? []
      : {
          source: rule.path,
          target: rule.target,
          hides: false,
          admits: (file: string) => rule.covers(file),
        },
  );

const objectFolders = { configs: '/', secrets: '/run/secrets/' } as const;

const objects = ({ service, input: { model } }: Around): readonly Layer[] =>
  (['configs', 'secrets'] as const).flatMap((kind) =>
    (service[kind] ?? []).flatMap((mount: ComposeFileMount) => {
      const file = mount.source === undefined ? undefined : model[kind][mount.source]?.file;
      if (file === undefined) return [];
      const target = mount.target ?? mount.source ?? '';
      const path = target.startsWith('/') ? target : objectFolders[kind] + target;
      return { source: file, target: path, hides: true };
    }),
  );
