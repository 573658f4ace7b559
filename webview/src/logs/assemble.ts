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
}

/** Puts the parts of the panel together, top to bottom. */
export const assemble = ({
  tools,
  sources,
  banner,
  list,
  overlays,
  status,
}: Parts): HTMLElement => {
  list.setAttribute('role', 'log');
  // A flood of lines read aloud helps nobody; the status line says how many there are.
  list.setAttribute('aria-live', 'off');
  list.setAttribute('aria-label', t('Log'));
  const toolbar = h('div', { class: 'toolbar' }, ...tools);
  const body = h('div', { class: 'body' }, list, ...overlays);
  return h('main', { class: 'logs' }, toolbar, sources, banner, body, status);
};
