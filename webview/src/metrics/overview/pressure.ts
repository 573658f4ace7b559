import type { PagePressure, PagePressureReading } from '#shared/panels/metrics';
import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import { formatPercent } from '../model/format.ts';
import { levelWords, pressureNames, trendWords, type PressureName } from '../model/pressure.ts';

/** How often tasks of the host had to wait: three gauges, or a quiet line that says why there are none. */
export class PressureStrip {
  readonly element: HTMLElement;
  readonly #gauges = (['cpu', 'memory', 'io'] as const).map((name) => new PressureGauge(name));
  readonly #box = h('div', { class: 'gauges' });
  readonly #reason = h('p', { class: 'quiet' });

  constructor() {
    this.#box.append(...this.#gauges.map(({ element }) => element));
    const title = h('h2', {}, t('Pressure of the host'));
    const note = h('span', { class: 'section-note' }, t('time spent waiting, last 10 s'));
    this.element = h(
      'section',
      { class: 'pressure', 'aria-label': t('Pressure of the host') },
      h('div', { class: 'section-head' }, title, note),
      this.#box,
      this.#reason,
    );
    this.element.hidden = true;
  }

  show(pressure: PagePressure | undefined): void {
    this.element.hidden = pressure === undefined;
    if (pressure === undefined) return;
    const there = pressure.kind === 'available';
    this.#box.hidden = !there;
    this.#reason.hidden = there;
    if (pressure.kind === 'available') {
      for (const gauge of this.#gauges) gauge.show(pressure.readings[gauge.name]);
    } else setText(this.#reason, t('Not available: {0}', pressure.reason));
  }
}

const icons: Readonly<Record<PagePressureReading['level'], string>> = {
  normal: 'pass',
  warning: 'warning',
  critical: 'error',
};
const arrows: Readonly<Record<PagePressureReading['trend'], string>> = {
  improving: 'arrow-down',
  stable: 'arrow-right',
  degrading: 'arrow-up',
};

class PressureGauge {
  readonly name: PressureName;
  readonly element: HTMLElement;
  readonly #icon = h('span', { 'aria-hidden': 'true' });
  readonly #value = h('span', { class: 'gauge-value' });
  readonly #arrow = h('span', { 'aria-hidden': 'true' });
  readonly #trend = h('span');
  readonly #level = h('span');
  readonly #some = h('span', { class: 'fill some' });
  readonly #full = h('span', { class: 'fill' });
  readonly #note = h('span', { class: 'gauge-note' });

  constructor(name: PressureName) {
    this.name = name;
    const tick = (at: number): HTMLElement => {
      const mark = h('span', { class: 'tick' });
      mark.style.left = `${String(at)}%`;
      return mark;
    };
    const bar = h(
      'span',
      { class: 'bar scale', 'aria-hidden': 'true' },
      ...[this.#some, this.#full, tick(20), tick(50)],
    );
    this.element = h(
      'div',
      { class: 'gauge' },
      h('span', { class: 'gauge-title' }, pressureNames[name]()),
      h('span', { class: 'gauge-level' }, this.#icon, this.#level),
      h('span', { class: 'gauge-trend' }, this.#trend, this.#arrow),
      this.#value,
      bar,
      this.#note,
    );
  }

  show({ some, full, level, trend }: PagePressureReading): void {
    this.element.dataset['level'] = level;
    this.#icon.className = `codicon codicon-${icons[level]}`;
    this.#arrow.className = `codicon codicon-${arrows[trend]}`;
    setText(this.#level, levelWords[level]());
    setText(this.#trend, trendWords[trend]());
    setText(this.#value, formatPercent(some / 100));
    setText(
      this.#note,
      full === undefined
        ? t('some tasks')
        : t('some tasks; all of them {0}', formatPercent(full / 100)),
    );
    this.#some.style.transform = `scaleX(${Math.min(1, some / 100).toFixed(4)})`;
    this.#full.style.transform = `scaleX(${Math.min(1, (full ?? 0) / 100).toFixed(4)})`;
  }
}
