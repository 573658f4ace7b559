import { h } from '../../base/dom.ts';
import { isHigh } from './reading.ts';

/** How much of what there is; a second part, paler, for what could be given back. */
export class Bar {
  readonly #fill = h('span', { class: 'fill' });
  readonly #more = h('span', { class: 'fill more' });
  readonly element = h('span', { class: 'bar', 'aria-hidden': 'true' }, this.#more, this.#fill);

  show(part: number | undefined, more = 0): void {
    this.element.classList.toggle('none', part === undefined);
    const full = Math.min(1, Math.max(0, part ?? 0));
    this.#fill.style.transform = `scaleX(${full.toFixed(4)})`;
    this.#more.style.transform = `scaleX(${Math.min(1, full + more).toFixed(4)})`;
    this.element.classList.toggle('high', isHigh(part));
  }
}
