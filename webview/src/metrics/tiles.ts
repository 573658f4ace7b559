import { h, setText } from '../base/dom.ts';
import { t } from '../base/text.ts';
import {
  formatBytes,
  formatCores,
  formatCount,
  formatPercent,
  formatRate,
} from './model/format.ts';
import type { Totals } from './model/summary.ts';

interface Tile {
  readonly title: () => string;
  readonly value: (totals: Totals) => string;
  readonly note: (totals: Totals, hostCpus: number) => string;
}

const tiles: readonly Tile[] = [
  {
    title: () => t('CPU'),
    value: ({ cpuCores }) => t('{0} cores', formatCores(cpuCores)),
    note: ({ cpuCores }, cpus) => t('{0} of {1} cores', formatPercent(cpuCores / cpus), cpus),
  },
  {
    title: () => t('Memory'),
    value: ({ memoryBytes }) => formatBytes(memoryBytes),
    note: ({ containers, largest }) => (containers > 1 ? t('most in {0}', largest) : ''),
  },
  {
    title: () => t('Network'),
    value: (totals) => `↓ ${formatRate(totals.networkReceivedBytesPerSecond)}`,
    note: (totals) => `↑ ${formatRate(totals.networkSentBytesPerSecond)}`,
  },
  {
    title: () => t('Disk'),
    value: (totals) => t('{0} read', formatRate(totals.diskReadBytesPerSecond)),
    note: (totals) => t('{0} written', formatRate(totals.diskWrittenBytesPerSecond)),
  },
  {
    title: () => t('Processes'),
    value: ({ processes }) => formatCount(processes),
    note: ({ containers }) =>
      containers === 1 ? t('in 1 container') : t('in {0} containers', formatCount(containers)),
  },
];

/** What everything in the panel uses together. */
export class Tiles {
  readonly element = h('section', { class: 'tiles', 'aria-label': t('In all') });
  readonly #rows = tiles.map((tile) => {
    const value = h('div', { class: 'tile-value' });
    const note = h('div', { class: 'tile-note' });
    const title = h('h2', { class: 'tile-title' }, tile.title());
    this.element.append(h('div', { class: 'tile' }, title, value, note));
    return { tile, value, note };
  });

  show(totals: Totals, hostCpus: number): void {
    for (const { tile, value, note } of this.#rows) {
      setText(value, tile.value(totals));
      setText(note, tile.note(totals, hostCpus));
    }
  }
}
