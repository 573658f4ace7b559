import { codicon, h } from '../base/dom.ts';
import { t } from '../base/text.ts';

const mod = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl+';

const rows = (): readonly (readonly [string, string])[] => [
  [`${mod}F`, t('Search')],
  ['F3, ⇧F3', t('Next and previous match')],
  ['↑ ↓', t('From line to line')],
  ['Enter', t('Fold or unfold a stack trace, show all of a structured line')],
  ['Tab', t('To the links of the line; Enter opens one')],
  ['Home', t('To the very first line that is kept')],
  ['End', t('To the end, and follow')],
  ['P', t('Pause and resume')],
  ['W', t('Wrap lines')],
  ['T', t('Times: absolute, relative, off')],
  ['R', t('Structured lines as printed')],
  ['F', t('Fold stack traces')],
  [`${mod}A, ${mod}C`, t('Choose all lines, copy those that are chosen')],
  ['⇧↑ ⇧↓', t('Choose lines; so do click and ⇧click on their left')],
  [`${mod}${t('click')}`, t('Open a link')],
  ['Esc', t('Back to the log')],
];

/** The keys of the panel, over it. */
export const helpDialog = () => {
  const close = h(
    'button',
    { type: 'button', class: 'help-close', 'aria-label': t('Close') },
    codicon('close'),
  );
  const dialog = h(
    'dialog',
    { class: 'help', 'aria-label': t('Keyboard Shortcuts') },
    h('div', { class: 'help-title' }, h('h2', {}, t('Keyboard Shortcuts')), close),
    h(
      'dl',
      {},
      ...rows().flatMap(([keys, text]) => [h('dt', {}, h('kbd', {}, keys)), h('dd', {}, text)]),
    ),
  );
  close.addEventListener('click', () => {
    dialog.close();
  });
  return {
    element: dialog,
    open: () => {
      if (!dialog.open) dialog.showModal();
    },
  };
};
