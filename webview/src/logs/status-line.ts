import type { PanelState } from '#shared/panels/panel';
import { h, setText } from '../base/dom.ts';
import { statePill } from '../base/status.ts';
import { t } from '../base/text.ts';

export interface StatusOf {
  readonly state: PanelState;
  readonly paused: boolean;
  /** Lines that came since the pause. */
  readonly held: number;
  /** Lines that the page has. */
  readonly lines: number;
  /** Why something did not work, until something does. */
  readonly failure: string;
  readonly isFiltered: boolean;
}

const count = (value: number): string => value.toLocaleString('en-US');

const allLines = (all: number): string => (all === 1 ? t('1 line') : t('{0} lines', count(all)));

/** The line at the bottom: live or not, and how many lines. */
export const statusLine = () => {
  const pill = statePill();
  const held = h('span');
  const failure = h('span', { class: 'failure' });
  const lines = h('span', { class: 'lines' });
  return {
    element: h('footer', { class: 'status-line' }, pill.element, held, failure, lines),
    show: (of: StatusOf) => {
      pill.show(of.state.kind === 'live' && of.paused ? 'paused' : of.state.kind);
      setText(held, of.paused && of.held > 0 ? t('{0} new', count(of.held)) : '');
      setText(failure, of.failure);
      setText(lines, of.isFiltered ? t('{0}, filtered', allLines(of.lines)) : allLines(of.lines));
    },
  };
};
