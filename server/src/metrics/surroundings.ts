import { isDeepStrictEqual } from 'node:util';
import type { ContainerId } from '#shared/protocol/ids';
import type { ContainerItem } from '#shared/protocol/inventory';
import type { MetricsAdvice, MetricsEvent, Pressure } from '#shared/protocol/metrics';
import type { Clock } from '../base/clock.ts';
import type { Disposable } from '../base/disposable.ts';
import type { AdvisedContainer } from './advice/advice.ts';
import { Adviser } from './advice/adviser.ts';
import type { Lookout } from './lookout.ts';
import { labelOfKey, type Place } from './place.ts';

/** What is told beside readings; of each only what changed. */
export interface News {
  readonly events?: readonly MetricsEvent[];
  readonly pressure?: Pressure;
  readonly containerPressure?: Readonly<Record<ContainerId, Pressure>>;
  readonly advice?: readonly MetricsAdvice[];
}

export interface SurroundingsOptions {
  readonly lookout: Lookout;
  readonly includes: (place: Place) => boolean;
  /** What the viewer was answered with. */
  readonly pressure: Pressure;
  readonly hostCpus: number;
  readonly clock: Clock;
  readonly advisedOf: (item: ContainerItem) => AdvisedContainer;
}

export interface Viewer {
  /** The containers that it sees now. */
  readonly items: () => readonly ContainerItem[];
  readonly onNews: () => void;
}

/** It is made of minutes, so seconds do not matter. */
const adviseEveryMs = 5000;

/** What happens around the readings of one viewer: events, pressure, and advice made of all that. */
export class Surroundings implements Disposable {
  readonly #options: SurroundingsOptions;
  readonly #adviser = new Adviser();
  #watch: Disposable | undefined;
  #events: MetricsEvent[] = [];
  #pressure: Pressure;
  #containerPressure: Readonly<Record<ContainerId, Pressure>> = {};
  #lastPressures: ReadonlyMap<ContainerId, Pressure> | undefined;
  #advice: readonly MetricsAdvice[] = [];
  #advisedMs = -Infinity;

  constructor(options: SurroundingsOptions) {
    this.#options = options;
    this.#pressure = options.pressure;
  }

  start(viewer: Viewer): void {
    this.#watch ??= this.#options.lookout.watch({
      items: viewer.items,
      onPressure: viewer.onNews,
      onEvent: (place, event) => {
        if (!this.#options.includes(place)) return;
        this.#events.push(event);
        viewer.onNews();
      },
    });
  }

  /** What is new since it was last asked. */
  take(items: readonly ContainerItem[]): News {
    const events = this.#events;
    this.#events = [];
    return {
      ...(events.length > 0 && { events }),
      ...this.#newPressure(),
      ...this.#newContainerPressure(new Set(items.map(({ id }) => id))),
      ...this.#newAdvice(items),
    };
  }

  dispose(): void {
    this.#watch?.dispose();
  }

  #newPressure(): Pick<News, 'pressure'> {
    const pressure = this.#options.lookout.pressure ?? this.#pressure;
    const isSame = isDeepStrictEqual(withoutTime(pressure), withoutTime(this.#pressure));
    this.#pressure = pressure;
    return isSame ? {} : { pressure };
  }

  #newContainerPressure(watched: ReadonlySet<ContainerId>): Pick<News, 'containerPressure'> {
    const pressures = this.#options.lookout.containerPressures;
    // Made anew whenever they are read.
    if (pressures === this.#lastPressures) return {};
    this.#lastPressures = pressures;
    const containerPressure = Object.fromEntries([...pressures].filter(([id]) => watched.has(id)));
    if (isDeepStrictEqual(timeless(containerPressure), timeless(this.#containerPressure)))
      return {};
    this.#containerPressure = containerPressure;
    return { containerPressure };
  }

  #newAdvice(items: readonly ContainerItem[]): Pick<News, 'advice'> {
    const now = performance.now();
    if (now - this.#advisedMs < adviseEveryMs) return {};
    this.#advisedMs = now;
    const { lookout, includes, hostCpus, clock, advisedOf } = this.#options;
    const crashes = lookout.crashes
      .filter(({ place }) => includes(place))
      .map(({ place, timeMs }) => ({ label: labelOfKey(place.key), timeMs }));
    const containers = items.map(advisedOf);
    const { pressure } = lookout;
    const nowMs = clock.now();
    const advice = this.#adviser.advise({ nowMs, hostCpus, pressure, crashes, containers });
    if (isDeepStrictEqual(advice, this.#advice)) return {};
    this.#advice = advice;
    return { advice };
  }
}

const withoutTime = (pressure: Pressure): unknown =>
  pressure.kind === 'available' ? pressure.readings : pressure;

const timeless = (pressures: Readonly<Record<ContainerId, Pressure>>): unknown =>
  Object.entries(pressures).map(([id, pressure]) => [id, withoutTime(pressure)]);
