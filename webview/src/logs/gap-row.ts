import { codicon, h } from '../base/dom.ts';
import { t } from '../base/text.ts';

/** Stands for lines that were not sent; they are kept, and a click reads them. */
export const makeGapRow = (count: number): HTMLElement => {
  const text = t('{0} lines came faster than they can be shown', count.toLocaleString('en-US'));
  const show = h('button', { type: 'button', class: 'gap-show' }, t('Show'));
  return h(
    'div',
    { class: 'row gap', role: 'listitem', tabindex: '-1' },
    codicon('fold'),
    h('span', { class: 'gap-text' }, text),
    show,
  );
};
