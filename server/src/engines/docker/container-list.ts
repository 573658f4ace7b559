import type { ContainerItem } from '#shared/protocol/inventory';
import type { ContainerFilter } from '../contract.ts';
import type { EngineApi } from './api.ts';
import { exitOf, normalizeListed, type ExitRecord } from './container-item.ts';
import {
  inspectedContainer,
  listedContainer,
  type InspectedContainerRecord,
  type ListedContainerRecord,
} from './container-record.ts';
import { parseStatus, parseStatusText } from './container-state.ts';
import * as z from 'zod/mini';

/** How many inspections run at once while a list is read. */
const parallel = 8;

/**
 * Reads all containers in one call. The list does not say whether memory ran out, so those that
 * ended badly are inspected, once for each time they end: what was learnt is kept for as long as the
 * container stays in that state, and `remember` replaces it when one is read by itself.
 */
export class ContainerList {
  readonly #api: EngineApi;
  readonly #exits = new Map<string, { readonly state: string; readonly exit: ExitRecord }>();

  constructor(api: EngineApi) {
    this.#api = api;
  }

  async read(filter?: ContainerFilter, signal?: AbortSignal): Promise<readonly ContainerItem[]> {
    const records = await this.#api.json(z.nullable(z.array(listedContainer)), {
      what: 'Cannot list the containers',
      path: '/containers/json',
      query: {
        all: true,
        filters: filter?.labels && JSON.stringify({ label: filter.labels }),
      },
      signal,
    });
    const found = records ?? [];
    await this.#learn(found, signal);
    if (filter?.labels === undefined) this.#forgetAllBut(found);
    return found.map((record) => normalizeListed(record, this.#known(record)));
  }

  remember(record: InspectedContainerRecord): void {
    const status = parseStatus(record.State.Status);
    this.#exits.set(record.Id, {
      state: stateKey(status, record.State.ExitCode),
      exit: exitOf(record),
    });
  }

  async #learn(records: readonly ListedContainerRecord[], signal?: AbortSignal): Promise<void> {
    const queue = records.filter(
      (record) => endedBadly(record) && this.#known(record) === undefined,
    );
    const worker = async (): Promise<void> => {
      for (let record = queue.pop(); record !== undefined; record = queue.pop()) {
        const details = await this.#api.find(inspectedContainer, {
          what: `Cannot read container ${record.Id}`,
          path: `/containers/${record.Id}/json`,
          signal,
        });
        if (details !== undefined) this.remember(details);
      }
    };
    await Promise.all(Array.from({ length: Math.min(parallel, queue.length) }, worker));
  }

  #known(record: ListedContainerRecord): ExitRecord | undefined {
    const known = this.#exits.get(record.Id);
    return known?.state === stateOf(record) ? known.exit : undefined;
  }

  #forgetAllBut(records: readonly ListedContainerRecord[]): void {
    const states = new Map(records.map((record) => [record.Id, stateOf(record)]));
    for (const [id, known] of this.#exits) {
      if (states.get(id) !== known.state) this.#exits.delete(id);
    }
  }
}

const endedBadly = (record: ListedContainerRecord): boolean => {
  const status = parseStatus(record.State);
  if (status === 'dead' || status === 'restarting') return true;
  return status === 'exited' && parseStatusText(record.Status).exitCode !== 0;
};

const stateOf = (record: ListedContainerRecord): string =>
  stateKey(parseStatus(record.State), parseStatusText(record.Status).exitCode);

const stateKey = (status: string, exitCode: number | undefined): string =>
  status === 'exited' || status === 'restarting' ? `${status} ${exitCode ?? '?'}` : status;
