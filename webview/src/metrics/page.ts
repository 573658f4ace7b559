import type { MetricsToHost, MetricsToPage } from '#shared/panels/metrics';
import type { PanelState } from '#shared/panels/panel';
import { codicon, h } from '../base/dom.ts';
import type { PageHost } from '../base/page-host.ts';
import { banner } from '../base/status.ts';
import { t } from '../base/text.ts';
import { onThemeChange } from '../base/theme.ts';
import { Charts } from './charts.ts';
import { ContainersTable } from './containers-table.ts';
import { HistoryTable } from './history-table.ts';
import { metricsHeader } from './header.ts';
import { totalsOf } from './model/summary.ts';
import { Shown } from './model/shown.ts';
import { spanOf } from './model/span.ts';
import { Tracks } from './model/tracks.ts';
import { readSettings, type MetricsSettings } from './settings.ts';
import { Tiles } from './tiles.ts';

/** The whole panel: takes messages, keeps the settings, and draws at most once a frame. */
export class MetricsPage {
  readonly element: HTMLElement;
  readonly #host: PageHost<MetricsToHost>;
  readonly #tracks = new Tracks();
  readonly #shown: Shown;
  readonly #settings: MetricsSettings;
  readonly #header;
  readonly #banner;
  readonly #tiles = new Tiles();
  readonly #containers: ContainersTable;
  readonly #charts = new Charts();
  readonly #history = new HistoryTable();
  readonly #content: HTMLElement;
  readonly #empty: HTMLElement;
  #state: PanelState = { kind: 'connecting' };
  #paused = false;
  #hostCpus = 1;
  #drawing = false;

  constructor(host: PageHost<MetricsToHost>) {
    this.#host = host;
    this.#settings = readSettings(host.settings);
    this.#shown = new Shown(this.#settings.chosen);
    this.#header = metricsHeader(this.#settings, {
      onSettings: (changed) => {
        this.#change(changed);
      },
      onPause: (paused) => {
        this.#paused = paused;
        this.#header.show(this.#state, paused);
        this.#draw();
      },
    });
    this.#banner = banner(() => {
      host.post({ kind: 'retry' });
    });
    this.#containers = new ContainersTable({
      onToggle: (track) => {
        this.#shown.toggle(track, this.#tracks.list());
        this.#change({ chosen: this.#shown.chosen });
      },
      onPoint: (track) => {
        this.#charts.point(track);
      },
    });
    this.#empty = h(
      'div',
      { class: 'empty' },
      codicon('pulse'),
      h('p', {}, t('No running containers.')),
    );
    this.#content = h(
      'div',
      { class: 'content' },
      this.#tiles.element,
      this.#containers.element,
      this.#charts.element,
      this.#history.element,
    );
    this.element = h(
      'main',
      { class: 'metrics' },
      this.#header.element,
      this.#banner.element,
      this.#empty,
      this.#content,
    );
    this.#empty.hidden = true;
    this.#content.hidden = true;
    onThemeChange(() => {
      this.#charts.redraw();
    });
  }

  take(message: MetricsToPage): void {
    if (message.kind === 'init') {
      this.#header.title(message.title);
      return;
    }
    if (message.kind === 'state') {
      this.#state = message.state;
      this.#banner.show(message.state);
      this.#header.show(message.state, this.#paused);
      this.#content.classList.toggle('stale', message.state.kind === 'unavailable');
    } else if (message.kind === 'opened') {
      this.#hostCpus = message.hostCpus;
      this.#tracks.open(message.series);
    } else {
      this.#tracks.sample(message.series, message.gone);
    }
    if (!this.#paused) this.#draw();
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
    const tracks = this.#tracks.list();
    const any = tracks.length > 0;
    this.#content.hidden = !any;
    this.#empty.hidden = any || this.#state.kind !== 'live';
    if (!any) return;
    const shown = this.#shown.of(tracks);
    const rangeMs = Number(this.#settings.minutes) * 60_000;
    const span = spanOf(tracks, { rangeMs, latestMs: this.#tracks.latestMs });
    const charts = this.#settings.view === 'charts';
    this.#tiles.show(totalsOf(tracks), this.#hostCpus);
    this.#containers.show(tracks, { shown, hostCpus: this.#hostCpus });
    this.#charts.element.hidden = !charts;
    this.#history.element.hidden = charts;
    const lines = tracks.filter(({ id }) => shown.has(id));
    if (charts) this.#charts.show(lines, span);
    else this.#history.show(lines, span.fromMs);
  }
}
