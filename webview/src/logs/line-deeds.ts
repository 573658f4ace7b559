import type { LogsToHost } from '#shared/panels/logs';
import type { LineCursor } from './cursor.ts';
import type { LogList } from './list.ts';
import { toClipboard } from './model/export.ts';
import type { Goal } from './model/reader.ts';
import type { Openings } from './model/rows.ts';
import type { LogWindow } from './model/window.ts';
import type { WindowItem, WindowLine } from './model/window-item.ts';
import { placeOf } from './row.ts';
import { toggleLine } from './row-maker.ts';
import type { LineSelection } from './selection.ts';
import type { SourcesBar } from './sources-bar.ts';

interface Parts {
  readonly window: LogWindow;
  readonly openings: Openings;
  readonly selection: LineSelection;
  readonly sources: SourcesBar;
  readonly list: LogList;
  readonly cursor: LineCursor;
  readonly post: (message: LogsToHost) => void;
  /** Rows look different now. */
  readonly onChanged: () => void;
  readonly onGoTo: (goal: Goal, options: { readonly anew: boolean }) => void;
}

/** What the user does to single lines, with the mouse or with keys. */
export class LineDeeds {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { element } = parts.list;
    element.addEventListener('click', (event) => {
      this.#click(event);
    });
    // Links look like some while the key is down that makes them links.
    for (const type of ['keydown', 'keyup', 'pointermove'] as const) {
      window.addEventListener(type, ({ ctrlKey, metaKey }) => {
        element.classList.toggle('following-links', ctrlKey || metaKey);
      });
    }
  }

  move(by: 1 | -1, { extend }: { readonly extend: boolean }): void {
    const { cursor, selection, onChanged } = this.#parts;
    const from = cursor.item;
    const to = cursor.move(by);
    if (to === undefined) return;
    if (extend) {
      if (!selection.any && from !== undefined) selection.take(from.number, { extend: false });
      selection.take(to.number, { extend: true });
      onChanged();
    } else if (selection.any) {
      selection.clear();
      onChanged();
    }
  }

  /** Opens what has the focus: a link, or all of a line. */
  toggle(target: EventTarget | null): boolean {
    const { cursor } = this.#parts;
    const item = this.#parts.list.pool.itemOf(target) ?? cursor.item;
    if (item === undefined) return false;
    return this.#open(target, item) || this.#toggle(item);
  }

  selectAll(): void {
    this.#parts.selection.all();
    this.#parts.onChanged();
  }

  unselect(): void {
    this.#parts.selection.clear();
    this.#parts.onChanged();
  }

  /** The chosen lines; without any the browser copies its own selection, unless all are asked for. */
  copy({ all }: { readonly all: boolean }): boolean {
    const { selection, window, sources, post } = this.#parts;
    if (!all && !selection.any) return false;
    const lines = window.items.filter((item) => item.kind === 'line');
    const chosen = selection.any ? lines.filter(({ number }) => selection.has(number)) : lines;
    const entries = chosen.map(({ entry }) => entry);
    post({ kind: 'copy', text: toClipboard(entries, sources.count > 1) });
    return true;
  }

  /** A line that is folded away comes out. */
  uncover(line: WindowLine): void {
    const { openings } = this.#parts;
    const { head } = line.role;
    if (head !== undefined && openings.isFolded(head)) openings.toggleFold(head);
  }

  #click(event: MouseEvent): void {
    const { list, selection, onChanged } = this.#parts;
    const { target } = event;
    const item = list.pool.itemOf(target);
    if (item === undefined || !(target instanceof Element)) return;
    if (target.closest('.gap-show') !== null) this.#showGap(item);
    else if (target.closest('.knob') !== null) this.#toggle(item);
    else if ((event.ctrlKey || event.metaKey) && this.#open(target, item)) event.preventDefault();
    else if (target.closest('.gutter') !== null) {
      selection.take(item.number, { extend: event.shiftKey });
      onChanged();
    } else if (selection.any) {
      selection.clear();
      onChanged();
    }
  }

  #open(target: EventTarget | null, item: WindowItem): boolean {
    const place = placeOf(target);
    if (place === undefined || item.kind === 'gap') return false;
    this.#parts.post({ kind: 'open', source: item.entry.source, place });
    return true;
  }

  #toggle(item: WindowItem): boolean {
    const { window, openings, onChanged } = this.#parts;
    if (item.kind === 'gap') this.#showGap(item);
    else if (!toggleLine(item, window, openings)) return false;
    onChanged();
    return true;
  }

  /** The lines of a gap are in the log: that part of it is read in place of this one. */
  #showGap(item: WindowItem): void {
    if (item.kind === 'line') return;
    const goal = item.after === undefined ? 'start' : { at: item.after };
    this.#parts.onGoTo(goal, { anew: true });
  }
}
