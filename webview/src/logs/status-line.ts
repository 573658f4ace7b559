import type { PanelState } from '#shared/panels/panel';
import { h, setText } from '../base/dom.ts';
import { statePill } from '../base/status.ts';
import { t } from '../base/text.ts';

export interface StatusOf {
  readonly state: PanelState;
  readonly paused: boolean;
  /** Lines that came since the pause. */
  readonly held: number;
  readonly shown: number;
  readonly all: number;
  /** Lines that the engine or the server left out to keep up. */
  readonly dropped: number;
}

const count = (value: number): string => value.toLocaleString('en-US');

const allLines = (all: number): string => (all === 1 ? t('1 line') : t('{0} lines', count(all)));

/** The line at the bottom: live or not, and how many lines. */
export const statusLine = () => {
  const pill = statePill();
  const held = h('span');
  const dropped = h('span', { class: 'dropped' });
  const lines = h('span', { class: 'lines' });
  return {
    element: h('footer', { class: 'status-line' }, pill.element, held, dropped, lines),
    show: (of: StatusOf) => {
      pill.show(of.state.kind === 'live' && of.paused ? 'paused' : of.state.kind);
      setText(held, of.held === 0 ? '' : t('{0} new', count(of.held)));
      setText(dropped, of.dropped === 0 ? '' : t('{0} skipped to keep up', count(of.dropped)));
      setText(
        lines,
        of.shown === of.all ? allLines(of.all) : t('{0} of {1}', count(of.shown), allLines(of.all)),
      );
    },
  };
};
