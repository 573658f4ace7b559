import { h, setText } from '../../base/dom.ts';
import { colourVariable } from '../../base/palette.ts';
import { t } from '../../base/text.ts';
import type { Track } from '../model/track.ts';
import type { ServiceEvents } from './events.ts';
import type { Reading } from './reading.ts';

/** The name of a container: the switch of its lines, in their colour. */
export class Legend {
  readonly element: HTMLButtonElement;
  readonly #name = h('span', { class: 'name' });
  #track: Track;

  constructor(track: Track, events: ServiceEvents) {
    this.#track = track;
    const swatch = h('span', { class: 'swatch', 'aria-hidden': 'true' });
    this.element = h('button', { class: 'legend', type: 'button' }, swatch, this.#name);
    this.element.addEventListener('click', () => {
      events.onToggle(this.#track);
    });
    this.element.addEventListener('focus', () => {
      events.onPoint(this.#track);
    });
    this.element.addEventListener('blur', () => {
      events.onPoint(undefined);
    });
  }

  /** Lifts its lines out of the others while the pointer is over `box`. */
  pointFrom(box: HTMLElement, events: ServiceEvents): void {
    box.addEventListener('pointerenter', () => {
      events.onPoint(this.#track);
    });
    box.addEventListener('pointerleave', () => {
      events.onPoint(undefined);
    });
  }

  show({ track, hasLines }: Reading, box: HTMLElement): void {
    this.#track = track;
    setText(this.#name, track.label);
    box.style.setProperty('--colour', `var(${colourVariable(track.colour)})`);
    box.classList.toggle('ended', track.ended);
    this.element.setAttribute('aria-pressed', String(hasLines));
    this.element.title = hasLines
      ? t('Hide the lines of {0}', track.label)
      : t('Show the lines of {0}', track.label);
  }
}
