import { h } from '../base/dom.ts';

export interface Cell {
  readonly width: number;
  readonly height: number;
}

const sampleLength = 100;

/** The size of one character of the list's font; many at once, since a width is no whole number. */
export const measureCell = (list: HTMLElement): Cell => {
  const sample = h('span', { class: 'sample', 'aria-hidden': 'true' }, 'x'.repeat(sampleLength));
  list.append(sample);
  const { width, height } = sample.getBoundingClientRect();
  sample.remove();
  return { width: Math.max(1, width / sampleLength), height: Math.max(1, Math.round(height)) };
};
