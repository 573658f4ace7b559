import type { ComposeMount } from '../../../compose/model.ts';
import type { Around } from '../input.ts';
import { isTargetInside } from '../paths.ts';

export interface BindMount {
  readonly source: string;
  readonly target: string;
  /** Which of the service's volumes. */
  readonly index: number;
}

/** The folders and files of the host that a container has, named volumes that are such included. */
export const bindMounts = ({ service, input: { model } }: Around): readonly BindMount[] =>
  (service.volumes ?? []).flatMap((mount, index) => {
    const source = mount.type === 'bind' ? mount.source : deviceOf(mount, model.volumes);
    return source === undefined || source === ''
      ? []
      : { source, target: withoutSlash(mount.target), index };
  });

/** A volume of the local driver with `o: bind` is a bind mount by another name. */
const deviceOf = (
  mount: ComposeMount,
  volumes: Around['input']['model']['volumes'],
): string | undefined => {
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
