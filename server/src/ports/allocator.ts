import { dirname, join } from 'node:path';
import { systemClock, type Clock } from '../base/clock.ts';
import { HyperBoxError, throwIfCancelled } from '../base/error.ts';
import { withFileLock } from '../base/file-lock.ts';
import type { Log } from '../base/log.ts';
import type { PortAllocator, PortChoice, WantedPort } from '../compose/runner-contract.ts';
import type { EngineConnection } from '../engines/connection-contract.ts';
import {
  isMoved,
  isSameWish,
  lastOf,
  readChoices,
  writeChoices,
  type KeptChoice,
} from './choices.ts';
import { holderOf, type HolderContext } from './holders.ts';

export interface PortAllocatorOptions {
  /** A file of the user's, shared by all windows. */
  readonly stateFile: string;
  /** Inclusive. */
  readonly range: () => { readonly from: number; readonly to: number };
  readonly connection: Pick<EngineConnection, 'engine' | 'state'>;
  readonly log: Log;
  readonly clock?: Clock;
}

/** See `PortAllocator`. Choices are made under a lock, so that no two projects get one port. */
export const createPortAllocator = (options: PortAllocatorOptions): PortAllocator => {
  const { stateFile, clock = systemClock } = options;
  const locked = <T>(signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> =>
    withFileLock(
      { folder: join(dirname(stateFile), 'locks'), key: stateFile, signal, clock },
      work,
    );
  return {
    allocate: (request) =>
      request.wanted.length === 0
        ? Promise.resolve([])
        : locked(request.signal, () => allocate({ ...options, clock }, request)),
    release: (project) =>
      locked(undefined, async () => {
        const choices = await readChoices(stateFile);
        const left = choices.filter((choice) => choice.project !== project);
        if (left.length < choices.length) await writeChoices(stateFile, left);
      }),
  };
};

type Request = Parameters<PortAllocator['allocate']>[0];

const allocate = async (
  { stateFile, range, connection, log, clock = systemClock }: PortAllocatorOptions,
  { project, wanted, signal, avoid = [] }: Request,
): Promise<readonly PortChoice[]> => {
  const before = await readChoices(stateFile);
  const containers = (await connection.engine?.containers.list({}, signal)) ?? [];
  const nowMs = clock.now();
  const mine: KeptChoice[] = [];
  for (const port of wanted) {
    throwIfCancelled(signal);
    const others = before.filter(
      (choice) => !wanted.some((one) => isSameWish(choice, project, one)),
    );
    const context: HolderContext = {
      containers,
      choices: [...others, ...mine],
      taken: new Set(mine),
      local: isLocal(connection),
      nowMs,
    };
    const kept = before.find((choice) => isSameWish(choice, project, port));
    const found = await choose({ project, port, kept, range: range(), avoid, context });
    if (found.holder !== undefined)
      log.info(
        `${portWords(port)} is held by ${found.holder}; ${project} gets ${String(found.chosen)}.`,
      );
    mine.push({
      ...{ project, ...port },
      ...{ chosen: found.chosen, pid: process.pid, chosenAtMs: nowMs },
      ...(found.holder !== undefined && { holder: found.holder }),
    });
  }
  const untouched = before.filter(
    (choice) => !mine.some((own) => isSameWish(choice, project, own)),
  );
  await writeChoices(stateFile, [...untouched, ...mine]);
  return mine.map(toPortChoice);
};

interface Choosing {
  readonly project: string;
  readonly port: WantedPort;
  readonly kept: KeptChoice | undefined;
  readonly range: { readonly from: number; readonly to: number };
  readonly avoid: readonly number[];
  readonly context: HolderContext;
}

/** The kept port, else a wanted one, else the first of the range that nobody has. */
const choose = async ({
  project,
  port,
  kept,
  range,
  avoid,
  context,
}: Choosing): Promise<{ readonly chosen: number; readonly holder?: string }> => {
  const holder = async (candidate: number): Promise<string | undefined> => {
    const wanted = candidate >= port.port && candidate <= lastOf(port);
    const found = await holderOf({ ...port, project, port: candidate, wanted }, context);
    return found ?? (avoid.includes(candidate) ? 'another process' : undefined);
  };
  if (kept !== undefined && isMoved(kept) && (await holder(kept.chosen)) === undefined)
    return { chosen: kept.chosen, holder: kept.holder ?? 'another process' };
  const holders = new Set<string>();
  for (let candidate = port.port; candidate <= lastOf(port); candidate++) {
    const found = await holder(candidate);
    if (found === undefined) return { chosen: candidate };
    holders.add(found);
  }
  const all = [...holders].join(', ');
  for (let candidate = range.from; candidate <= range.to; candidate++) {
    if ((await holder(candidate)) === undefined) return { chosen: candidate, holder: all };
  }
  throw new HyperBoxError(
    'port-unavailable',
    `${portWords(port)} of service "${port.service}" is held by ${all}, and no port from ${String(range.from)} to ${String(range.to)} is free.`,
    {
      service: port.service,
      hint: 'Widen the setting hyperbox.ports.range, or stop what holds it.',
    },
  );
};

const portWords = ({ port, range }: WantedPort): string =>
  range === undefined
    ? `Port ${String(port)}`
    : `Each port from ${String(port)} to ${String(range.to)}`;

const toPortChoice = (choice: KeptChoice): PortChoice => {
  const { service, hostIp, port, range, protocol, chosen, holder = 'another process' } = choice;
  return {
    ...{ service, hostIp, port, protocol, chosen },
    ...(range && { range }),
    ...(isMoved(choice) && {
      remap: {
        ...{ service, wanted: port, chosen, protocol, holder },
        ...(range && { wantedTo: range.to }),
      },
    }),
  };
};

/** Ports of an engine on another machine cannot be tried here. */
const isLocal = ({ state }: PortAllocatorOptions['connection']): boolean =>
  state.kind !== 'connected' || /^(unix|npipe):/.test(state.endpoint.address);
