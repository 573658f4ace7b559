import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';

interface Parts {
  readonly tools: readonly HTMLElement[];
  readonly sources: HTMLElement;
  readonly banner: HTMLElement;
  readonly list: HTMLElement;
  /** What lies over the list. */
  readonly overlays: readonly HTMLElement[];
  readonly status: HTMLElement;
  /** What lies over everything, when it is open. */
  readonly popups: readonly HTMLElement[];
}

/** Puts the parts of the panel together, top to bottom. */
export const assemble = (parts: Parts): HTMLElement => {
  // A flood of lines read aloud helps nobody; what has come is told in a sentence now and then.
  const attributes = { role: 'log', 'aria-live': 'off', 'aria-label': t('Log') };
  return h(
    'main',
    { class: 'logs' },
    h('h1', { class: 'visually-hidden' }, t('Log')),
    h('div', { class: 'toolbar' }, ...parts.tools),
    parts.sources,
    parts.banner,
    h(
      'div',
      { class: 'body' },
      h('div', { class: 'log', ...attributes }, parts.list),
      ...parts.overlays,
    ),
    parts.status,
    ...parts.popups,
  );
};
