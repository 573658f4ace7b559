import type { MetricsToHost, MetricsToPage, PageAdvice, PageEvent } from '#shared/panels/metrics';
import type { PanelState } from '#shared/panels/panel';
import { codicon, h } from '../base/dom.ts';
import type { PageHost } from '../base/page-host.ts';
import { banner } from '../base/status.ts';
import { t } from '../base/text.ts';
import { onThemeChange } from '../base/theme.ts';
import { Dashboard } from './dashboard.ts';
import { DiskSection } from './disk.ts';
import { metricsHeader } from './header.ts';
import { History } from './history.ts';
import { mergeEvents } from './model/markers.ts';
import { Shown } from './model/shown.ts';
import type { Track } from './model/track.ts';
import { Tracks } from './model/tracks.ts';
import type { Host } from './services/reading.ts';
import { readSettings, type MetricsSettings } from './settings.ts';

/** More events than this are of no use on any chart. */
const keptEvents = 2000;

/** The whole panel: takes messages, keeps the settings, and draws at most once a frame. */
export class MetricsPage {
  readonly element: HTMLElement;
  readonly #host: PageHost<MetricsToHost>;
  readonly #tracks = new Tracks();
  readonly #shown: Shown;
  readonly #settings: MetricsSettings;
  readonly #header;
  readonly #banner;
  readonly #dashboard: Dashboard;
  readonly #history: History;
  readonly #disk: DiskSection;
  readonly #content: HTMLElement;
  readonly #empty: HTMLElement;
  #state: PanelState = { kind: 'connecting' };
  #machine: Host = { cpus: 1, memoryBytes: undefined };
  #events: readonly PageEvent[] = [];
  #advice: readonly PageAdvice[] = [];
  /** What is shown while paused: what was there when it was. */
  #frozen: { readonly tracks: readonly Track[]; readonly latestMs: number } | undefined;
  #drawing = false;

  constructor(host: PageHost<MetricsToHost>) {
    this.#host = host;
    this.#settings = readSettings(host.settings);
    this.#shown = new Shown(this.#settings.chosen);
    const post = (message: MetricsToHost): void => {
      host.post(message);
    };
    this.#header = this.#makeHeader();
    this.#banner = banner(() => {
      post({ kind: 'retry' });
    });
    const onChange = (): void => {
      this.#draw();
    };
    this.#history = new History({ post, onChange });
    this.#dashboard = this.#makeDashboard(post);
    this.#disk = new DiskSection({
      onAsk: () => {
        post({ kind: 'disk' });
      },
      onCleanUp: (what) => {
        post({ kind: 'cleanUp', what });
      },
    });
    const nothing = h('p', {}, t('No running containers.'));
    this.#empty = h('div', { class: 'empty' }, codicon('pulse'), nothing);
    this.#content = h('div', { class: 'content' }, ...this.#dashboard.elements);
    this.#content.append(this.#history.element, this.#disk.element);
    const parts = [this.#header.element, this.#banner.element, this.#empty, this.#content];
    this.element = h('main', { class: 'metrics' }, ...parts);
    this.#empty.hidden = true;
    this.#content.hidden = true;
    onThemeChange(() => {
      this.#history.redraw();
    });
  }

  take(message: MetricsToPage): void {
    switch (message.kind) {
      case 'init':
        document.title = message.title;
        this.#header.title(message.title);
        return;
      case 'state':
        this.#state = message.state;
        this.#banner.show(message.state);
        this.#header.show(message.state, this.#frozen !== undefined);
        this.#content.classList.toggle('stale', message.state.kind === 'unavailable');
        break;
      case 'opened':
        this.#open(message);
        break;
      case 'sampled':
        this.#sample(message);
        break;
      case 'history':
      case 'historyFailed':
        this.#history.take(message);
        return;
      case 'disk':
        this.#disk.show(message.usage);
        return;
      case 'diskFailed':
        this.#disk.fail(message.message);
        return;
    }
    if (this.#frozen === undefined) this.#draw();
  }

  #open(message: Extract<MetricsToPage, { readonly kind: 'opened' }>): void {
    this.#machine = { cpus: message.hostCpus, memoryBytes: message.hostMemoryBytes };
    this.#tracks.open(message.series);
    this.#history.reset();
    this.#events = message.events;
    this.#advice = message.advice;
    this.#dashboard.press(message.pressure);
  }

  #sample(message: Extract<MetricsToPage, { readonly kind: 'sampled' }>): void {
    this.#tracks.sample(message.series, message.gone);
    if (message.containerPressure !== undefined) this.#tracks.press(message.containerPressure);
    if (message.events.length > 0) {
      this.#events = mergeEvents(this.#events, message.events).slice(-keptEvents);
    }
    if (message.advice !== undefined) this.#advice = message.advice;
    if (message.pressure !== undefined) this.#dashboard.press(message.pressure);
  }

  #makeHeader() {
    return metricsHeader(this.#settings, {
      onSettings: (changed) => {
        this.#change(changed);
      },
      onPause: (paused) => {
        const { latestMs } = this.#tracks;
        const tracks = this.#tracks.list().map((one) => ({ ...one, samples: [...one.samples] }));
        this.#frozen = paused ? { tracks, latestMs } : undefined;
        this.#header.show(this.#state, paused);
        this.#draw();
      },
      onZoom: (factor) => {
        this.#history.zoom(factor);
      },
      onLive: () => {
        this.#history.live();
      },
    });
  }

  #makeDashboard(post: (message: MetricsToHost) => void): Dashboard {
    return new Dashboard(this.#settings, {
      onSettings: (changed) => {
        this.#change(changed);
      },
      onToggle: (track) => {
        this.#shown.toggle(track, this.#tracks.list());
        this.#change({ chosen: this.#shown.chosen });
      },
      onPoint: (track) => {
        this.#history.point(track);
      },
      onAct: (action, containerId) => {
        post({ kind: 'act', action, containerId });
      },
    });
  }

  #change(changed: Partial<MetricsSettings>): void {
    Object.assign(this.#settings, changed);
    this.#host.keep(this.#settings);
    this.#draw();
  }

  #draw(): void {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#render();
    });
  }

  #render(): void {
    const { tracks, latestMs } = this.#frozen ?? {
      tracks: this.#tracks.list(),
      latestMs: this.#tracks.latestMs,
    };
    const any = tracks.length > 0;
    this.#content.hidden = !any;
    this.#empty.hidden = any || this.#state.kind !== 'live';
    if (!any) return;
    const shown = this.#shown.of(tracks);
    const advice = this.#advice;
    this.#dashboard.show({ tracks, shown, advice, latestMs, host: this.#machine });
    this.#history.show({
      tracks: tracks.filter(({ id }) => shown.has(id)),
      events: this.#events,
      latestMs,
      rangeMs: Number(this.#settings.minutes) * 60_000,
      asTable: this.#settings.view === 'table',
    });
  }
}
