import type { PanelState } from '#shared/panels/panel';
import { dropdown, iconButton, retitle, spacer, toggleButton } from '../base/controls.ts';
import { h, setText } from '../base/dom.ts';
import { statePill } from '../base/status.ts';
import { t } from '../base/text.ts';
import type { MetricsSettings, ranges } from './settings.ts';

interface HeaderEvents {
  readonly onSettings: (changed: Partial<MetricsSettings>) => void;
  readonly onPause: (paused: boolean) => void;
  readonly onZoom: (factor: number) => void;
  readonly onLive: () => void;
}

const rangeNames: Readonly<Record<(typeof ranges)[number], () => string>> = {
  '1': () => t('1 minute'),
  '5': () => t('5 minutes'),
  '10': () => t('10 minutes'),
  '60': () => t('1 hour'),
  '360': () => t('6 hours'),
  '1440': () => t('24 hours'),
};

/** The line on top: what this is, whether it is live, and how it is shown. */
export const metricsHeader = (settings: MetricsSettings, events: HeaderEvents) => {
  const title = h('h1', { class: 'title' });
  const pill = statePill();
  pill.show('connecting');
  const pause = pauseButton(events.onPause);
  const range = dropdown({
    label: t('Time range'),
    value: settings.minutes,
    options: Object.entries(rangeNames)
      .map(([value, label]) => ({ value: value as keyof typeof rangeNames, label: label() }))
      .sort((a, b) => Number(a.value) - Number(b.value)),
    onChange: (minutes) => {
      events.onSettings({ minutes });
      events.onLive();
    },
  });
  const zoom = (icon: string, label: string, { keys, factor }: { keys: string; factor: number }) =>
    iconButton({
      icon,
      label,
      keys,
      onClick: () => {
        events.onZoom(factor);
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
  const controls = h(
    'div',
    { class: 'group' },
    range,
    zoom('zoom-out', t('Zoom out'), { keys: '−', factor: 2 }),
    zoom('zoom-in', t('Zoom in'), { keys: '+', factor: 0.5 }),
    pause,
    table.element,
  );
  return {
    element: h('header', { class: 'toolbar' }, title, pill.element, spacer(), controls),
    title: (text: string) => {
      setText(title, text);
      title.title = text;
    },
    show: (state: PanelState, isPaused: boolean) => {
      pill.show(state.kind === 'live' && isPaused ? 'paused' : state.kind);
    },
  };
};

const pauseButton = (onPause: (paused: boolean) => void): HTMLElement => {
  let paused = false;
  const button = iconButton({
    icon: 'debug-pause',
    label: t('Pause'),
    onClick: () => {
      paused = !paused;
      retitle(
        button,
        paused ? { icon: 'play', label: t('Resume') } : { icon: 'debug-pause', label: t('Pause') },
      );
      onPause(paused);
    },
  });
  return button;
};
