import type { ComposeService } from '../model.ts';

export const containerNameOf = (
  project: string,
  service: string,
  declared: ComposeService,
  number: number,
): string => declared.container_name ?? `${project}-${service}-${String(number)}`;

/** What the service's containers are made from; a build without `image` is named as compose does. */
export const imageNameOf = (project: string, service: string, declared: ComposeService): string =>
  declared.image ?? `${project}-${service}`;

/** How many containers a service wants. */
export const scaleOf = (declared: ComposeService): number =>
  declared.scale ?? declared.deploy?.replicas ?? 1;

/** The service that a `service:name` mode points to. */
export const serviceOfMode = (mode: string | undefined): string | undefined =>
  mode?.startsWith('service:') === true ? mode.slice('service:'.length) : undefined;

/** Services whose containers must exist before one of this service can be created. */
export const creationNeeds = (declared: ComposeService): readonly string[] => {
  const modes = [declared.network_mode, declared.ipc, declared.pid]
    .map(serviceOfMode)
    .filter((name) => name !== undefined);
  const volumes = (declared.volumes_from ?? [])
    .filter((entry) => !entry.startsWith('container:'))
    .map((entry) => entry.split(':')[0] ?? entry);
  // On the default bridge the engine looks linked containers up when it creates one.
  const links = declared.network_mode === undefined ? [] : (declared.links ?? []);
  return [...new Set([...modes, ...volumes, ...links.map((link) => link.split(':')[0] ?? link)])];
};
