import type { ContainerItem } from '#shared/protocol/inventory';
import { systemCodeOf } from '../base/error.ts';
import type { WantedPort } from '../compose/runner-contract.ts';
import { isBound } from './bind.ts';
import { isMoved, type KeptChoice } from './choices.ts';
import { overlaps } from './host-address.ts';
import { processOnPort } from './port-process.ts';

/** A host port that somebody may hold already. */
export interface Candidate {
  readonly project: string;
  /** Whose it would be; see `WantedPort`. */
  readonly service: string;
  readonly hostIp: string;
  readonly port: number;
  readonly protocol: WantedPort['protocol'];
  /** It is a port that the file asks for, not one that the user has set aside for such cases. */
  readonly wanted: boolean;
}

export interface HolderContext {
  /** Everything on the engine. */
  readonly containers: readonly ContainerItem[];
  readonly choices: readonly KeptChoice[];
  /** Choices that were made in this very request. */
  readonly taken: ReadonlySet<KeptChoice>;
  /** Whether the engine publishes ports on this machine. */
  readonly local: boolean;
  readonly nowMs: number;
}

const serviceOf = (owner: string): string => owner.split(':')[0] ?? owner;

/** Who has the port, in words, or `undefined` when it can be taken. */
export const holderOf = async (
  candidate: Candidate,
  context: HolderContext,
): Promise<string | undefined> => {
  const reserved = context.choices.find((choice) => isReserved(choice, candidate, context));
  if (reserved !== undefined) return `project ${reserved.project}`;
  const holders = context.containers.filter((container) => publishes(container, candidate));
  const other = holders.find((container) => !isOwn(container, candidate));
  if (other !== undefined) return containerWords(other);
  // A port of its own former container is free once that one is replaced.
  if (holders.length > 0 || !context.local) return undefined;
  return (await isBound(candidate.hostIp, candidate.port, candidate.protocol))
    ? processOnPort(candidate.port, candidate.protocol)
    : undefined;
};

/** A choice whose container never came to be is forgotten after this long. */
const claimLifeMs = 300_000;

const isReserved = (choice: KeptChoice, candidate: Candidate, context: HolderContext): boolean => {
  const samePort =
    choice.chosen === candidate.port &&
    choice.protocol === candidate.protocol &&
    overlaps(choice.hostIp, candidate.hostIp);
  if (!samePort) return false;
  if (choice.project === candidate.project) return context.taken.has(choice);
  // What a project was given in place of its own port is its own until it is removed. Its own port,
  // too, is not given away out of the range; but whoever wants just that one may have it while the
  // project does not run.
  return isMoved(choice) || !candidate.wanted || isClaimed(choice, context);
};

/** Somebody is about to publish it: there is no container of it yet, or one that was not started. */
const isClaimed = (choice: KeptChoice, { containers, nowMs }: HolderContext): boolean => {
  if (nowMs - choice.chosenAtMs > claimLifeMs || !isAlive(choice.pid)) return false;
  const own = containers.filter((container) => isOwn(container, choice));
  return own.length === 0 || own.some(({ status }) => status === 'created');
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCodeOf(error) === 'EPERM';
  }
};

/** Whether a container has the host port now. */
export const publishes = (
  container: ContainerItem,
  candidate: Pick<Candidate, 'hostIp' | 'port' | 'protocol'>,
): boolean =>
  container.ports.some(
    ({ hostPort, hostIp, protocol }) =>
      hostPort === candidate.port &&
      protocol === candidate.protocol &&
      // The inventory writes a port of both families once, with the older one's address.
      overlaps(hostIp === '0.0.0.0' ? '' : (hostIp ?? ''), candidate.hostIp),
  );

const isOwn = (
  { compose }: ContainerItem,
  { project, service }: { readonly project: string; readonly service: string },
): boolean => compose?.project === project && compose.service === serviceOf(service);

export const containerWords = ({ name, compose }: ContainerItem): string =>
  compose === undefined ? `container ${name}` : `container ${name} of project ${compose.project}`;
