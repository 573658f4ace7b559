import type { ComposeMount, ComposeModel, ComposeService } from '../../../compose/model.ts';
import type { Around } from '../input.ts';
import { isTargetInside } from '../paths.ts';

export interface BindMount {
  readonly source: string;
  readonly target: string;
  /** Where the compose file says so. */
  readonly at: readonly (string | number)[];
}

/**
 * The folders and files of the host that a container has: named volumes that are such, and those of
 * services whose volumes it has too, included.
 */
export const bindMounts = (around: Around): readonly BindMount[] => [
  ...mountsOf(around.service, around.name, around.input.model),
  ...borrowedMounts(around),
];

const mountsOf = (
  service: ComposeService,
  name: string,
  { volumes }: ComposeModel,
): readonly BindMount[] =>
  (service.volumes ?? []).flatMap((mount, index) => {
    const source = mount.type === 'bind' ? mount.source : deviceOf(mount, volumes);
    return source === undefined || source === ''
      ? []
      : { source, target: withoutSlash(mount.target), at: ['services', name, 'volumes', index] };
  });

/** `volumes_from: [app, db:ro, container:other]`; what the service says itself wins. */
const borrowedMounts = ({ name, service, input: { model } }: Around): readonly BindMount[] => {
  const services = { ...model.services, ...model.disabledServices };
  const own = new Set((service.volumes ?? []).map(({ target }) => withoutSlash(target)));
  return (service.volumes_from ?? []).flatMap((text, index) => {
    const lender = services[text.split(':')[0] ?? ''];
    if (lender === undefined || text.startsWith('container:')) return [];
    return mountsOf(lender, name, model)
      .filter(({ target }) => !own.has(target))
      .map((mount) => ({ ...mount, at: ['services', name, 'volumes_from', index] }));
  });
};

/** A volume of the local driver with `o: bind` is a bind mount by another name. */
const deviceOf = (mount: ComposeMount, volumes: ComposeModel['volumes']): string | undefined => {
  const volume = mount.type === 'volume' ? volumes[mount.source ?? ''] : undefined;
  const options = (volume?.driver_opts?.['o'] ?? '').split(',');
  return options.includes('bind') ? volume?.driver_opts?.['device'] : undefined;
};

/** Where the service has something else than its image has there: mounts of all kinds. */
export const mountTargets = ({ service }: Around): readonly string[] =>
  [
    ...(service.volumes ?? []).map(({ target }) => target),
    ...(service.tmpfs ?? []).map((text) => text.split(':')[0] ?? text),
  ].map(withoutSlash);

/** A volume at `/app/dist` hides what `.:/app` brings there. */
export const hidersOf = (around: Around, mount: BindMount): readonly string[] =>
  mountTargets(around).filter(
    (target) => target !== mount.target && isTargetInside(target, mount.target),
  );

const withoutSlash = (target: string): string => target.replace(/(?<=.)\/+$/, '');
