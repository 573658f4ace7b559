import type { ContainerItem } from '#shared/protocol/inventory';

/**
 * What a line of readings belongs to: a replica of a service, whichever container is it just now, or a
 * container that is of no service.
 */
export interface Place {
  /** Absent for a container that is of no project. */
  readonly project?: string;
  /** `web/2`, or the container's name, which has no slash. */
  readonly key: string;
}

export const placeOf = ({ compose, name }: ContainerItem): Place => {
  if (compose === undefined) return { key: name };
  const { project, service, number, oneOff } = compose;
  return { project, key: oneOff ? name : `${service}/${String(number)}` };
};

/** The key itself where it is of no service. */
export const serviceOfKey = (key: string): string => {
  const slash = key.lastIndexOf('/');
  return slash < 0 ? key : key.slice(0, slash);
};

/** "web", and "web 2" for the second of a service that has several; else the container's own name. */
export const labelOfKey = (key: string): string => {
  const service = serviceOfKey(key);
  const number = key.slice(service.length + 1);
  return number === '' || number === '1' ? service : `${service} ${number}`;
};

export const labelOf = (item: ContainerItem): string => labelOfKey(placeOf(item).key);
