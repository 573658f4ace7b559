import type { Moment } from './model/known.ts';
import { totalsOf } from './model/summary.ts';
import { AdviceList } from './overview/advice.ts';
import { PressureStrip } from './overview/pressure.ts';
import { Tiles } from './overview/tiles.ts';
import type { ServiceEvents } from './services/events.ts';
import { readingOf } from './services/reading.ts';
import { Services } from './services/services.ts';
import type { MetricsSettings } from './settings.ts';

interface DashboardEvents extends ServiceEvents {
  readonly onSettings: (changed: Partial<MetricsSettings>) => void;
}

/** What is true now: the sums, the host's pressure, what to do about it, and every container. */
export class Dashboard {
  readonly elements: readonly HTMLElement[];
  readonly #tiles = new Tiles();
  readonly #pressure = new PressureStrip();
  readonly #advice: AdviceList;
  readonly #services: Services;
  #names: ReadonlyMap<string, string> = new Map();

  constructor(settings: MetricsSettings, events: DashboardEvents) {
    this.#services = new Services(settings, events);
    this.#advice = new AdviceList({
      onAct: events.onAct,
      nameOf: (containerId) => this.#names.get(containerId),
    });
    this.elements = [
      this.#tiles.element,
      this.#advice.element,
      this.#pressure.element,
      this.#services.element,
    ];
  }

  /** `shown` are the ids of those with lines. */
  show(moment: Moment, shown: ReadonlySet<string>): void {
    const { tracks, advice, pressure, latestMs, host } = moment;
    this.#names = new Map(tracks.map(({ id, label }) => [id, label]));
    this.#tiles.show(totalsOf(tracks), host);
    this.#advice.show(advice);
    this.#pressure.show(pressure);
    this.#services.show(
      tracks.map((track) => readingOf(track, { host, hasLines: shown.has(track.id), latestMs })),
    );
  }
}
