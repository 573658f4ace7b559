import type { ContainerItem } from '#shared/protocol/inventory';
import type { Clock } from '../../base/clock.ts';

/** Which container of which service: the new one has it from the old one. */
export interface ContainerPlace {
  readonly project: string;
  readonly service: string;
  readonly number: number;
}

interface Note {
  readonly reason: string;
  readonly atMs: number;
}

/** A container that takes its place later than this is another one. */
const validMs = 10 * 60_000;

/** Why containers are made anew, for those who see only that they are. */
export class Recreations {
  readonly #clock: Clock;
  readonly #notes = new Map<string, Note>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The container of a place is about to be replaced. */
  note(place: ContainerPlace, reason: string): void {
    this.#notes.set(keyOf(place), { reason, atMs: this.#clock.now() });
  }

  /** Answered once: the next container in its place has a reason of its own. */
  takeReason({ compose }: ContainerItem): string | undefined {
    if (compose === undefined) return undefined;
    const note = this.#notes.get(keyOf(compose));
    this.#notes.delete(keyOf(compose));
    return note !== undefined && this.#clock.now() - note.atMs < validMs ? note.reason : undefined;
  }
}

const keyOf = ({ project, service, number }: ContainerPlace): string =>
  JSON.stringify([project, service, number]);
