import { isBound } from '../../../ports/bind.ts';
import { publishes } from '../../../ports/holders.ts';
import { isListening, readListeners } from '../../../ports/listeners.ts';
import type { Protocol } from '../../run/spec/ports.ts';
import type { EngineSight } from './language-engine.ts';

/** Further on nobody would look either. */
const maxTried = 200;

export interface PortSearch {
  /** The first that would do. */
  readonly from: number;
  readonly protocol: Protocol;
  /** Of the project itself. */
  readonly taken: ReadonlySet<number>;
}

/** For each search the first host port that no container, program or service of the project has. */
export const freePorts = async (
  sight: EngineSight,
  searches: readonly PortSearch[],
): Promise<readonly (number | undefined)[]> => {
  const listeners = sight.local ? await readListeners() : [];
  const isHeld = async (port: number, protocol: Protocol): Promise<boolean> => {
    const wanted = { hostIp: '', port, protocol };
    if (sight.containers.some((container) => publishes(container, wanted))) return true;
    return listeners === undefined ? isBound('', port, protocol) : isListening(listeners, wanted);
  };
  return Promise.all(
    searches.map(async ({ from, protocol, taken }) => {
      for (let port = from; port <= Math.min(from + maxTried, 65535); port += 1) {
        if (!taken.has(port) && !(await isHeld(port, protocol))) return port;
      }
      return undefined;
    }),
  );
};

/** Where people publish what listens on a port that needs rights on the host. */
export const usualHostPort = (containerPort: number): number =>
  usual[containerPort] ?? (containerPort < 1024 ? containerPort + 8000 : containerPort);

const usual: Readonly<Record<number, number>> = { 80: 8080, 443: 8443, 22: 2222, 53: 5353 };
