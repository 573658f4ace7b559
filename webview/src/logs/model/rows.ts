import type { WindowItem, WindowLine } from './window-item.ts';

/** What the user opened or closed by hand; all other lines are as the settings say. */
export class Openings {
  readonly #toggled = new WeakSet<WindowLine>();
  readonly #expanded = new WeakSet<WindowLine>();
  #folds = false;
  /** Whether anything may be folded: while nothing is, every line is a row. */
  #any = false;

  /** Stack traces are folded unless they are opened, or the other way round. */
  set folds(folds: boolean) {
    this.#folds = folds;
  }

  isFolded(head: WindowLine): boolean {
    return this.#folds !== this.#toggled.has(head);
  }

  toggleFold(head: WindowLine): void {
    this.#any = true;
    if (!this.#toggled.delete(head)) this.#toggled.add(head);
  }

  isExpanded(line: WindowLine): boolean {
    return this.#expanded.has(line);
  }

  toggleExpanded(line: WindowLine): void {
    if (!this.#expanded.delete(line)) this.#expanded.add(line);
  }

  /** The rows there are: folded lines have none. A line whose head has left the window has one. */
  rows(items: readonly WindowItem[]): readonly WindowItem[] {
    if (!this.#folds && !this.#any) return items;
    const first = items[0]?.number ?? 0;
    return items.filter((item) => {
      if (item.kind === 'gap') return true;
      const { head } = item.role;
      return head === undefined || head.number < first || !this.isFolded(head);
    });
  }
}
