import type { PanelState } from '#shared/panels/panel';
import { textButton } from './controls.ts';
import { codicon, h, setText } from './dom.ts';
import { t } from './text.ts';

export type ShownState = PanelState['kind'] | 'paused';

const labels: Readonly<Record<ShownState, () => string>> = {
  connecting: () => t('Connecting…'),
  live: () => t('Live'),
  paused: () => t('Paused'),
  unavailable: () => t('Waiting'),
};

/** A dot and a word: whether what the panel shows is live. */
export const statePill = (): { readonly element: HTMLElement; show(state: ShownState): void } => {
  const word = h('span');
  const element = h('span', { class: 'pill', role: 'status' }, h('span', { class: 'dot' }), word);
  return {
    element,
    show: (state) => {
      element.dataset['state'] = state;
      setText(word, labels[state]());
    },
  };
};

/** Says why there is no data and what to do; hidden while there is. */
export const banner = (
  onRetry: () => void,
): { readonly element: HTMLElement; show(state: PanelState): void } => {
  const message = h('p', { class: 'banner-message' });
  const hint = h('p', { class: 'banner-hint' });
  const element = h(
    'div',
    { class: 'banner', role: 'alert' },
    codicon('warning'),
    h('div', { class: 'banner-text' }, message, hint),
    textButton(t('Try Again'), onRetry),
  );
  element.hidden = true;
  return {
    element,
    show: (state) => {
      // A retry is under way while connecting: the reason stays until it is known to be gone.
      if (state.kind === 'connecting') return;
      element.hidden = state.kind === 'live';
      if (state.kind !== 'unavailable') return;
      setText(message, state.message);
      setText(hint, state.hint ?? '');
    },
  };
};
