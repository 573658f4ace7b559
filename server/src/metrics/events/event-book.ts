import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsEvent } from '#shared/protocol/metrics';
import type { Disposable } from '../../base/disposable.ts';
import type { EngineEvent } from '../../engines/contract.ts';
import { labelOf, placeOf, type Place } from '../place.ts';
import { describeHappening, type Happening } from './describe.ts';

export interface EventBookOptions {
  /** A container as it is known now. */
  readonly itemOf: (id: ContainerId) => ContainerItem | undefined;
  /** Which container was the last in a place. */
  readonly containerIn: (place: Place) => ContainerId | undefined;
  readonly onEvent: (place: Place, event: MetricsEvent) => void;
  /** It ended though nobody had told it to. */
  readonly onCrash: (place: Place, timeMs: number) => void;
}

interface Heard {
  readonly event: EngineEvent;
  readonly id: ContainerId;
  /** As it was known when the event came; it may be gone before the event is told. */
  readonly before: ContainerItem | undefined;
  /** It had run before. */
  readonly ran: boolean;
  /** When memory had run out in it before. */
  readonly burstBefore: number | undefined;
  waits: number;
}

/** A container is read again after its event; what that says (out of memory, a new name) is waited for. */
const waitMs = 400;
const mostWaits = 10;
/** How long after `docker stop` an end is its doing. */
const askedMs = 60_000;
/** The kernel's word and the end that it leads to are one. */
const sameMs = 5000;

const ends: ReadonlySet<string> = new Set(['die', 'died']);

/** Makes what engines tell of containers into events of a chart. */
export class EventBook implements Disposable {
  readonly #options: EventBookOptions;
  readonly #killedAtMs = new Map<ContainerId, number>();
  readonly #burstAtMs = new Map<ContainerId, number>();
  readonly #ended = new Set<ContainerId>();
  #heard: Heard[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(options: EventBookOptions) {
    this.#options = options;
  }

  hear(event: EngineEvent): void {
    if (event.kind !== 'container') return;
    const id = event.id as ContainerId;
    if (event.action === 'kill') this.#killedAtMs.set(id, event.timeMs);
    const burstBefore = this.#burstAtMs.get(id);
    // At once: it may come after the end that it is the cause of.
    if (event.action === 'oom') this.#burstAtMs.set(id, event.timeMs);
    const told = event.action === 'start' || event.action === 'oom' || ends.has(event.action);
    if (!told) return;
    const before = this.#options.itemOf(id);
    const ran = this.#ended.has(id) || (before !== undefined && hasRun(before));
    this.#heard.push({ event, id, before, ran, burstBefore, waits: 0 });
    if (ends.has(event.action)) this.#ended.add(id);
    this.#settleSoon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#heard = [];
    this.#killedAtMs.clear();
    this.#burstAtMs.clear();
    this.#ended.clear();
  }

  #settleSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#settle();
    }, waitMs);
  }

  #settle(): void {
    const heard = this.#heard;
    this.#heard = [];
    for (const each of heard) {
      const item = this.#options.itemOf(each.id) ?? each.before;
      if (item !== undefined) this.#tell(each, { item, among: heard });
      else if ((each.waits += 1) < mostWaits) this.#heard.push(each);
    }
    if (this.#heard.length > 0) this.#settleSoon();
  }

  #tell(heard: Heard, known: { readonly item: ContainerItem; readonly among: Heard[] }): void {
    const { item } = known;
    const place = placeOf(item);
    const happening = this.#happeningOf(heard, { ...known, place });
    if (happening === undefined) return;
    const { event, id } = heard;
    const label = labelOf(item);
    const words = describeHappening(happening, label);
    this.#options.onEvent(place, { timeMs: event.timeMs, label, containerId: id, ...words });
    if (happening.kind === 'end' && !happening.asked) this.#options.onCrash(place, event.timeMs);
  }

  #happeningOf(
    { event, id, ran, burstBefore }: Heard,
    {
      item,
      among,
      place,
    }: { readonly item: ContainerItem; readonly among: Heard[]; readonly place: Place },
  ): Happening | undefined {
    if (event.action === 'start') {
      if (ran) return { kind: 'start', before: 'itself' };
      const last = this.#options.containerIn(place);
      return { kind: 'start', before: last === undefined || last === id ? 'nothing' : 'another' };
    }
    const isNow = (timeMs: number | undefined): boolean =>
      Math.abs(event.timeMs - (timeMs ?? -Infinity)) < sameMs;
    if (event.action === 'oom') {
      const endsToo = among.some((other) => other.id === id && ends.has(other.event.action));
      const isTold = isNow(burstBefore) || endsToo || item.oomKilled === true;
      return isTold ? undefined : { kind: 'oom' };
    }
    return {
      kind: 'end',
      exitCode: exitCodeOf(event),
      outOfMemory: isNow(this.#burstAtMs.get(id)) || item.oomKilled === true,
      asked: event.timeMs - (this.#killedAtMs.get(id) ?? -Infinity) < askedMs,
    };
  }
}

/** One that was read before its first start is told runs already, but has never ended. */
const hasRun = ({ status, startedAtMs, finishedAtMs }: ContainerItem): boolean =>
  status !== 'created' &&
  (status !== 'running' || startedAtMs === undefined || finishedAtMs !== undefined);

/** Podman's name for it is another. */
const exitCodeOf = ({ attributes }: EngineEvent): number | undefined => {
  const code = Number(attributes['exitCode'] ?? attributes['containerExitCode'] ?? NaN);
  return Number.isInteger(code) ? code : undefined;
};
