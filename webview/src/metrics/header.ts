import type { PanelState } from '#shared/panels/panel';
import { dropdown, iconButton, retitle, spacer, toggleButton } from '../base/controls.ts';
import { h, setText } from '../base/dom.ts';
import { statePill } from '../base/status.ts';
import { t } from '../base/text.ts';
import type { MetricsSettings } from './settings.ts';

interface HeaderEvents {
  readonly onSettings: (changed: Partial<MetricsSettings>) => void;
  readonly onPause: (paused: boolean) => void;
}

/** The line on top: what this is, whether it is live, and how it is shown. */
export const metricsHeader = (settings: MetricsSettings, events: HeaderEvents) => {
  const title = h('h1', { class: 'title' });
  const pill = statePill();
  pill.show('connecting');
  let paused = false;
  const pause = iconButton({
    icon: 'debug-pause',
    label: t('Pause'),
    onClick: () => {
      paused = !paused;
      retitle(
        pause,
        paused ? { icon: 'play', label: t('Resume') } : { icon: 'debug-pause', label: t('Pause') },
      );
      events.onPause(paused);
    },
  });
  const range = dropdown({
    label: t('Time range'),
    value: settings.minutes,
    options: [
      { value: '1', label: t('1 minute') },
      { value: '5', label: t('5 minutes') },
      { value: '10', label: t('10 minutes') },
    ],
    onChange: (minutes) => {
      events.onSettings({ minutes });
    },
  });
  const table = toggleButton({
    icon: 'table',
    label: t('Show history as a table'),
    pressed: settings.view === 'table',
    onChange: (pressed) => {
      events.onSettings({ view: pressed ? 'table' : 'charts' });
    },
  });
  return {
    element: h(
      'header',
      { class: 'toolbar' },
      title,
      pill.element,
      spacer(),
      h('div', { class: 'group' }, range, pause, table.element),
    ),
    title: (text: string) => {
      setText(title, text);
      title.title = text;
    },
    show: (state: PanelState, isPaused: boolean) => {
      pill.show(state.kind === 'live' && isPaused ? 'paused' : state.kind);
    },
  };
};
