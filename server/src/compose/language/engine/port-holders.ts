import type { ContainerItem } from '#shared/protocol/inventory';
import { isBound } from '../../../ports/bind.ts';
import { containerWords, publishes } from '../../../ports/holders.ts';
import { isListening, readListeners, type Listener } from '../../../ports/listeners.ts';
import { processOnPort } from '../../../ports/port-process.ts';
import type { ComposeModel } from '../../model.ts';
import type { WantedPort } from '../../runner-contract.ts';
import { portKey } from '../../run/spec/ports.ts';
import { containersOf, type EngineSight } from './language-engine.ts';

/** Nobody starts and stops programs between two keystrokes. */
const freshForMs = 2000;

interface Listening {
  readonly read: Promise<readonly Listener[] | undefined>;
  readonly atMs: number;
}

/** Who has the host ports that a project wants. */
export class PortHolders {
  /** By port, while it is taken: to find out which process it is takes a look at all of them. */
  readonly #processes = new Map<string, Promise<string>>();
  #listeners: Listening | undefined;
  readonly #tried = new Map<string, { readonly bound: Promise<boolean>; readonly atMs: number }>();

  /** In words; `undefined` for a port that the service can have, or has. */
  async holderOf(
    wanted: WantedPort,
    model: Pick<ComposeModel, 'name' | 'services'>,
    sight: EngineSight,
  ): Promise<string | undefined> {
    const published = publishersOf(sight.containers).get(wanted.port) ?? [];
    const holders = published.filter((container) => publishes(container, wanted));
    // Those of the project itself are replaced or stopped as far as the file asks for it.
    const other = holders.find(
      ({ compose }) => compose?.project !== model.name || !(compose.service in model.services),
    );
    if (other !== undefined) return containerWords(other);
    if (holders.length > 0 || !sight.local) return undefined;
    // While it is being started, its port is nobody else's.
    const own = containersOf(sight, model.name, wanted.service);
    if (own.some(({ status }) => status === 'created' || status === 'restarting')) return undefined;
    return this.#processOn(wanted);
  }

  async #processOn(wanted: WantedPort): Promise<string | undefined> {
    const key = portKey(wanted);
    if (!(await this.#isTaken(wanted))) {
      this.#processes.delete(key);
      return undefined;
    }
    const process = this.#processes.get(key) ?? processOnPort(wanted.port, wanted.protocol);
    this.#processes.set(key, process);
    return process;
  }

  /** A port that is tried is taken for a moment, so the kernel is asked where it answers. */
  async #isTaken(wanted: WantedPort): Promise<boolean> {
    const nowMs = performance.now();
    if (this.#listeners === undefined || nowMs - this.#listeners.atMs > freshForMs)
      this.#listeners = { read: readListeners(), atMs: nowMs };
    const listeners = await this.#listeners.read;
    if (listeners !== undefined) return isListening(listeners, wanted);
    const key = portKey(wanted);
    const known = this.#tried.get(key);
    if (known !== undefined && nowMs - known.atMs < freshForMs) return known.bound;
    const bound = isBound(wanted.hostIp, wanted.port, wanted.protocol);
    this.#tried.set(key, { bound, atMs: nowMs });
    return bound;
  }

  /** Something on the engine is another: who had a port may not have it any more. */
  forget(): void {
    this.#processes.clear();
    this.#tried.clear();
    this.#listeners = undefined;
  }
}

const publishers = new WeakMap<readonly ContainerItem[], Map<number, ContainerItem[]>>();

/** By host port, on whatever address. */
const publishersOf = (
  containers: readonly ContainerItem[],
): ReadonlyMap<number, readonly ContainerItem[]> => {
  const known = publishers.get(containers);
  if (known !== undefined) return known;
  const byPort = new Map<number, ContainerItem[]>();
  for (const container of containers) {
    for (const { hostPort } of container.ports) {
      if (hostPort === undefined) continue;
      byPort.set(hostPort, [...(byPort.get(hostPort) ?? []), container]);
    }
  }
  publishers.set(containers, byPort);
  return byPort;
};
