import { codicon, h } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import type { MetricsSettings } from '../settings.ts';
import type { ColumnId } from './column-ids.ts';
import { columns } from './columns.ts';

type Sort = MetricsSettings['sort'];

/** The heads of the table: buttons that sort, each saying how it does now. */
export class TableHead {
  readonly element: HTMLElement;
  readonly #heads: ReadonlyMap<ColumnId, HTMLElement>;

  constructor(onSort: (column: ColumnId) => void) {
    const all = [{ id: 'name' as const, title: () => t('Container') }, ...columns];
    const head = (id: ColumnId, title: string): [ColumnId, HTMLElement] => {
      const button = h('button', { class: 'sort', type: 'button' }, title, codicon('blank'));
      button.addEventListener('click', () => {
        onSort(id);
      });
      return [id, h('div', { class: `cell head ${id}`, role: 'columnheader' }, button)];
    };
    this.#heads = new Map(all.map(({ id, title }) => head(id, title())));
    const plain = (text: string): HTMLElement =>
      h('div', { class: 'cell head', role: 'columnheader' }, text);
    this.element = h(
      'div',
      { class: 'row heads', role: 'row' },
      ...this.#heads.values(),
      plain(t('CPU, 2 min')),
    );
  }

  show({ column, descending }: Sort): void {
    for (const [id, head] of this.#heads) {
      const sorted = id === column;
      head.setAttribute('aria-sort', sorted ? (descending ? 'descending' : 'ascending') : 'none');
      const icon = head.querySelector('.codicon');
      const name = sorted ? (descending ? 'arrow-down' : 'arrow-up') : 'blank';
      if (icon !== null) icon.className = `codicon codicon-${name}`;
    }
  }
}

/** The first click sorts by what is most wanted: the largest numbers, the first names. */
export const nextSort = (sort: Sort, column: ColumnId): Sort =>
  sort.column === column
    ? { column, descending: !sort.descending }
    : { column, descending: column !== 'name' && column !== 'health' };
