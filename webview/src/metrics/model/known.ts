import type { MetricsToPage, PageAdvice, PageEvent, PagePressure } from '#shared/panels/metrics';
import type { Host } from '../services/reading.ts';
import { mergeEvents } from './markers.ts';
import type { Track } from './track.ts';
import { Tracks } from './tracks.ts';

type Message<Kind> = Extract<MetricsToPage, { readonly kind: Kind }>;

/** What there is to show. */
export interface Moment {
  readonly tracks: readonly Track[];
  /** The time of the newest reading. */
  readonly latestMs: number;
  readonly events: readonly PageEvent[];
  readonly advice: readonly PageAdvice[];
  readonly pressure: PagePressure | undefined;
  readonly host: Host;
}

/** More events than this are of no use on any chart. */
const keptEvents = 2000;

/** All that the page was told; while it is paused, what it was told until then. */
export class Known {
  readonly #tracks = new Tracks();
  #events: readonly PageEvent[] = [];
  #advice: readonly PageAdvice[] = [];
  #pressure: PagePressure | undefined;
  #host: Host = { cpus: 1, memoryBytes: undefined };
  #frozen: Moment | undefined;

  get isPaused(): boolean {
    return this.#frozen !== undefined;
  }

  /** What comes meanwhile is kept, and shown when it goes on. */
  pause(paused: boolean): void {
    this.#frozen = undefined;
    if (!paused) return;
    const { tracks, ...rest } = this.moment;
    this.#frozen = {
      ...rest,
      tracks: tracks.map((one) => ({ ...one, samples: [...one.samples] })),
    };
  }

  open(message: Message<'opened'>): void {
    this.#tracks.open(message.series);
    this.#host = { cpus: message.hostCpus, memoryBytes: message.hostMemoryBytes };
    this.#events = message.events;
    this.#advice = message.advice;
    this.#pressure = message.pressure;
  }

  sample({ series, gone, events, advice, pressure, containerPressure }: Message<'sampled'>): void {
    this.#tracks.sample(series, gone);
    if (containerPressure !== undefined) this.#tracks.press(containerPressure);
    if (events.length > 0) this.#events = mergeEvents(this.#events, events).slice(-keptEvents);
    this.#advice = advice ?? this.#advice;
    this.#pressure = pressure ?? this.#pressure;
  }

  get moment(): Moment {
    return (
      this.#frozen ?? {
        tracks: this.#tracks.list(),
        latestMs: this.#tracks.latestMs,
        events: this.#events,
        advice: this.#advice,
        pressure: this.#pressure,
        host: this.#host,
      }
    );
  }
}
