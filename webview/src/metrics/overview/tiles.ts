import { h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import {
  formatBytes,
  formatCores,
  formatCount,
  formatPercent,
  formatRate,
} from '../model/format.ts';
import type { Totals } from '../model/summary.ts';
import { Bar } from '../services/bar.ts';
import type { Host } from '../services/reading.ts';

interface Tile {
  readonly title: () => string;
  readonly value: (totals: Totals, host: Host) => string;
  readonly note: (totals: Totals, host: Host) => string;
  /** Of the host's, where that is known. */
  readonly part?: (totals: Totals, host: Host) => number | undefined;
}

const partOfCpus = ({ cpuCores }: Totals, { cpus }: Host): number => cpuCores / Math.max(1, cpus);

const partOfMemory = ({ memoryBytes: used }: Totals, { memoryBytes: all }: Host) =>
  all === undefined || all <= 0 ? undefined : used / all;

const tiles: readonly Tile[] = [
  {
    title: () => t('CPU'),
    value: (totals, host) => formatPercent(partOfCpus(totals, host)),
    note: ({ cpuCores }, { cpus }) => t('{0} of {1} cores', formatCores(cpuCores), cpus),
    part: partOfCpus,
  },
  {
    title: () => t('Memory'),
    value: ({ memoryBytes }) => formatBytes(memoryBytes),
    note: (totals, host) => {
      const part = partOfMemory(totals, host);
      if (part === undefined || host.memoryBytes === undefined) return '';
      return t('{0} of {1}', formatPercent(part), formatBytes(host.memoryBytes));
    },
    part: partOfMemory,
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
    const bar = new Bar();
    const box = h('div', { class: 'tile' }, title, value, note);
    if (tile.part !== undefined) box.append(bar.element);
    this.element.append(box);
    return { tile, value, note, bar };
  });

  show(totals: Totals, host: Host): void {
    for (const { tile, value, note, bar } of this.#rows) {
      setText(value, tile.value(totals, host));
      setText(note, tile.note(totals, host));
      bar.show(tile.part?.(totals, host));
    }
  }
}
