import { codicon, h, setText } from '../base/dom.ts';
import { t } from '../base/text.ts';

/** Floats over the list while it does not follow, and brings it back to the end. */
export const newLinesButton = (onClick: () => void) => {
  const text = h('span');
  const element = h('button', { type: 'button', class: 'new-lines' }, codicon('arrow-down'), text);
  element.addEventListener('click', onClick);
  element.hidden = true;
  return {
    element,
    show: ({ following, unseen }: { readonly following: boolean; readonly unseen: number }) => {
      element.hidden = following;
      const count = unseen.toLocaleString('en-US');
      if (unseen === 0) setText(text, t('Follow'));
      else setText(text, unseen === 1 ? t('1 new line') : t('{0} new lines', count));
    },
  };
};
