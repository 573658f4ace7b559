import type { ComposeService } from '../model.ts';
import { serviceOfMode } from './names.ts';

/**
 * The service with the ids of the containers that it is bound to, in the places where compose has put
 * them when it computes its hash. What has no container yet stays as it is written.
 */
export const withReferences = (
  declared: ComposeService,
  containerOf: (service: string) => string | undefined,
): ComposeService => {
  const mode = (text: string): string => {
    const service = serviceOfMode(text);
    const id = service === undefined ? undefined : containerOf(service);
    return id === undefined ? text : `container:${id}`;
  };
  const { network_mode: network, ipc, pid, volumes_from: volumesFrom } = declared;
  // Spreading keeps the order of the attributes, which the hash stands on.
  return {
    ...declared,
    ...(network !== undefined && { network_mode: mode(network) }),
    ...(ipc !== undefined && { ipc: mode(ipc) }),
    ...(pid !== undefined && { pid: mode(pid) }),
    ...(volumesFrom !== undefined && {
      volumes_from: volumesFrom.map((entry) => volumeSource(entry, containerOf)),
    }),
  };
};

const volumeSource = (
  entry: string,
  containerOf: (service: string) => string | undefined,
): string => {
  const [first = '', second = ''] = entry.split(':');
  return first === 'container' ? second : (containerOf(first) ?? entry);
};
