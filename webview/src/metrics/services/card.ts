import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import {
  formatBytes,
  formatCores,
  formatCount,
  formatPercent,
  formatRate,
} from '../model/format.ts';
import { actionButtons } from './actions.ts';
import { Badges } from './badges.ts';
import { Bar } from './bar.ts';
import type { ServiceEvents } from './events.ts';
import { Legend } from './legend.ts';
import {
  partOfCpuLimit,
  partOfHost,
  partOfHostMemory,
  partOfMemoryLimit,
  type Reading,
} from './reading.ts';
import { Sparkline } from './sparkline.ts';

/** One container in a glance: what it uses of what it may, and how that has been. */
export class Card {
  readonly element: HTMLElement;
  readonly #legend: Legend;
  readonly #badges = new Badges();
  readonly #acts;
  readonly #cpu = new Gauge(t('CPU'));
  readonly #memory = new Gauge(t('Memory'));
  readonly #rest = h('p', { class: 'card-rest' });
  readonly #parts = [h('span'), h('span'), h('span')] as const;
  #reading: Reading;

  constructor(reading: Reading, events: ServiceEvents) {
    this.#reading = reading;
    this.#legend = new Legend(reading.track, events);
    this.#acts = actionButtons(
      () => this.#reading.track.label,
      (action) => {
        events.onAct(action, this.#reading.track.id);
      },
    );
    this.#rest.append(...this.#parts);
    this.element = h(
      'li',
      { class: 'card' },
      h(
        'div',
        { class: 'card-head' },
        this.#legend.element,
        this.#badges.element,
        this.#acts.element,
      ),
      h('div', { class: 'card-gauges' }, this.#cpu.element, this.#memory.element),
      this.#rest,
    );
    this.#legend.pointFrom(this.element, events);
  }

  show(reading: Reading, options: { readonly drawn: boolean }): void {
    this.#reading = reading;
    this.#legend.show(reading, this.element);
    this.#acts.rename();
    this.#acts.element.hidden = reading.track.ended;
    this.#badges.show(reading);
    const { sample, latestMs, track } = reading;
    this.#cpu.show(cpuOf(reading));
    this.#memory.show(memoryOf(reading));
    const [network, disk, processes] = this.#parts;
    setText(network, sample === undefined ? '' : networkText(sample));
    setText(disk, sample === undefined ? '' : diskText(sample));
    setText(processes, sample === undefined ? '' : processesText(sample.processes));
    if (!options.drawn) return;
    this.#cpu.spark.show(track, { value: ({ cpuCores }) => cpuCores, top: 0.1, latestMs });
    const top = 16 * 1024 * 1024;
    this.#memory.spark.show(track, { value: ({ memoryBytes }) => memoryBytes, top, latestMs });
  }
}

interface GaugeText {
  readonly value: string;
  readonly note: readonly string[];
  readonly part: number | undefined;
  readonly more?: number;
}

class Gauge {
  readonly element: HTMLElement;
  readonly spark = new Sparkline();
  readonly #value = h('span', { class: 'gauge-value' });
  readonly #note = h('span', { class: 'gauge-note' });
  readonly #bar = new Bar();

  constructor(title: string) {
    this.element = h(
      'div',
      { class: 'card-gauge' },
      h('span', { class: 'gauge-title' }, title),
      this.#value,
      this.spark.element as unknown as Node,
      this.#bar.element,
      this.#note,
    );
  }

  show({ value, note, part, more = 0 }: GaugeText): void {
    setText(this.#value, value);
    // Lines break between what is said, not within it.
    setText(this.#note, note.map((part) => part.replaceAll(' ', '\u00a0')).join(' · '));
    this.#bar.show(part, more);
  }
}

const nothing: GaugeText = { value: '–', note: [], part: undefined };

const cpuOf = (reading: Reading): GaugeText => {
  const { sample, track } = reading;
  if (sample === undefined) return nothing;
  const ofHost = t('{0} of host', formatPercent(partOfHost(reading) ?? 0));
  const limit = track.facts?.cpuLimitCores;
  const ofLimit = partOfCpuLimit(reading);
  return {
    value: t('{0} cores', formatCores(sample.cpuCores)),
    note:
      limit === undefined || ofLimit === undefined
        ? [ofHost]
        : [t('{0} of limit {1}', formatPercent(ofLimit), formatCores(limit)), ofHost],
    part: ofLimit ?? partOfHost(reading),
  };
};

const memoryOf = (reading: Reading): GaugeText => {
  const { sample, track, host } = reading;
  if (sample === undefined) return nothing;
  const own = track.facts?.memoryLimitBytes;
  const ofLimit = partOfMemoryLimit(reading);
  const all = own ?? host.memoryBytes ?? sample.memoryLimitBytes;
  const part = ofLimit ?? partOfHostMemory(reading);
  const ofWhat =
    own === undefined || ofLimit === undefined
      ? t('{0} of host', formatPercent(part ?? 0))
      : t('{0} of limit {1}', formatPercent(ofLimit), formatBytes(own));
  const cache = sample.cacheBytes ?? 0;
  return {
    value: formatBytes(sample.memoryBytes),
    note: cache > 0 ? [ofWhat, t('+ {0} cache', formatBytes(cache))] : [ofWhat],
    part,
    more: all > 0 ? cache / all : 0,
  };
};

type Sample = NonNullable<Reading['sample']>;

const networkText = (sample: Sample): string =>
  `↓ ${formatRate(sample.networkReceivedBytesPerSecond)}  ↑ ${formatRate(sample.networkSentBytesPerSecond)}`;

const diskText = (sample: Sample): string =>
  t(
    '{0} read, {1} written',
    formatRate(sample.diskReadBytesPerSecond),
    formatRate(sample.diskWrittenBytesPerSecond),
  );

const processesText = (count: number): string =>
  count === 1 ? t('1 process') : t('{0} processes', formatCount(count));
