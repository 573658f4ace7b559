import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';
import { containerColumns } from './container-columns.ts';
import { ContainerRow } from './container-row.ts';
import type { Track } from './model/track.ts';

export interface ContainersEvents {
  /** The container's lines are to be shown or hidden. */
  readonly onToggle: (track: Track) => void;
  /** The pointer or the focus is on a row; `undefined` when it has left. */
  readonly onPoint: (track: Track | undefined) => void;
}

/** The containers and their numbers now: the legend of the charts, and all there is to a reader. */
export class ContainersTable {
  readonly element: HTMLElement;
  readonly #body = h('tbody', { role: 'rowgroup' });
  readonly #rows = new Map<string, ContainerRow>();
  readonly #events: ContainersEvents;

  constructor(events: ContainersEvents) {
    this.#events = events;
    const heads = containerColumns.map(({ title }) =>
      h('th', { scope: 'col', role: 'columnheader' }, title()),
    );
    // In a narrow panel the rows become cards, and a `display` of their own takes tables their
    // meaning: so the roles are written down.
    this.element = h(
      'table',
      { class: 'containers', role: 'table', 'aria-label': t('Containers') },
      h(
        'thead',
        { role: 'rowgroup' },
        h(
          'tr',
          { role: 'row' },
          h('th', { scope: 'col', role: 'columnheader' }, t('Container')),
          ...heads,
        ),
      ),
      this.#body,
    );
  }

  show(
    tracks: readonly Track[],
    options: { readonly shown: ReadonlySet<string>; readonly hostCpus: number },
  ): void {
    const ids = new Set(tracks.map(({ id }) => id));
    for (const [id, row] of this.#rows) {
      if (ids.has(id)) continue;
      row.element.remove();
      this.#rows.delete(id);
    }
    tracks.forEach((track, index) => {
      const row = this.#rowOf(track);
      row.show(track, { hasLines: options.shown.has(track.id), hostCpus: options.hostCpus });
      if (this.#body.children[index] !== row.element) {
        this.#body.insertBefore(row.element, this.#body.children[index] ?? null);
      }
    });
  }

  #rowOf(track: Track): ContainerRow {
    const there = this.#rows.get(track.id);
    if (there !== undefined) return there;
    const row = new ContainerRow(track, this.#events);
    this.#rows.set(track.id, row);
    return row;
  }
}
