import type { MetricsToHost, MetricsToPage } from '#shared/panels/metrics';
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
import { Known } from './model/known.ts';
import { Shown } from './model/shown.ts';
import { readSettings, type MetricsSettings } from './settings.ts';

/** The whole panel: takes messages, keeps the settings, and draws at most once a frame. */
export class MetricsPage {
  readonly element: HTMLElement;
  readonly #host: PageHost<MetricsToHost>;
  readonly #known = new Known();
  readonly #shown: Shown;
  readonly #settings: MetricsSettings;
  readonly #header;
  readonly #banner;
  readonly #dashboard: Dashboard;
  readonly #history: History;
  readonly #disk: DiskSection;
  readonly #content: HTMLElement;
  readonly #running: HTMLElement;
  readonly #empty: HTMLElement;
  #state: PanelState = { kind: 'connecting' };
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
    const { elements } = this.#dashboard;
    this.#running = h('div', { class: 'running' }, ...elements, this.#history.element);
    const content = [this.#empty, this.#running, this.#disk.element];
    this.#content = h('div', { class: 'content' }, ...content);
    const parts = [this.#header.element, this.#banner.element, this.#content];
    this.element = h('main', { class: 'metrics' }, ...parts);
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
        this.#header.show(message.state, this.#known.isPaused);
        this.#content.classList.toggle('stale', message.state.kind === 'unavailable');
        break;
      case 'opened':
        this.#known.open(message);
        this.#history.reset();
        break;
      case 'sampled':
        this.#known.sample(message);
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
    if (!this.#known.isPaused) this.#draw();
  }

  #makeHeader() {
    return metricsHeader(this.#settings, {
      onSettings: (changed) => {
        this.#change(changed);
      },
      onPause: (paused) => {
        this.#known.pause(paused);
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
        this.#shown.toggle(track, this.#known.moment.tracks);
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
    const moment = this.#known.moment;
    const { tracks, events, latestMs } = moment;
    const any = tracks.length > 0;
    this.#running.hidden = !any;
    this.#empty.hidden = any;
    // What the engine keeps on its disk is there also when nothing runs.
    this.#content.hidden = !any && this.#state.kind !== 'live';
    if (!any) return;
    const shown = this.#shown.of(tracks);
    this.#dashboard.show(moment, shown);
    this.#history.show({
      tracks: tracks.filter(({ id }) => shown.has(id)),
      events,
      latestMs,
      rangeMs: Number(this.#settings.minutes) * 60_000,
      asTable: this.#settings.view === 'table',
    });
  }
}
