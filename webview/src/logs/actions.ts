import { dropdown, iconButton, retitle, toggleButton } from '../base/controls.ts';
import { h } from '../base/dom.ts';
import { t } from '../base/text.ts';
import type { LogsSettings } from './settings.ts';

export interface ActionEvents {
  readonly onSettings: (changed: Partial<LogsSettings>) => void;
  readonly onPause: () => void;
  readonly onClear: () => void;
  readonly onSave: () => void;
}

const looks = {
  pause: () => ({ icon: 'debug-pause', label: t('Pause') }),
  resume: () => ({ icon: 'play', label: t('Resume') }),
};

/** The buttons beside the search. */
export const logActions = (settings: LogsSettings, events: ActionEvents) => {
  const pause = iconButton({
    ...looks.pause(),
    onClick: events.onPause,
  });
  const wrap = toggleButton({
    icon: 'word-wrap',
    label: t('Wrap Lines'),
    pressed: settings.wrap,
    onChange: (pressed) => {
      events.onSettings({ wrap: pressed });
    },
  });
  const time = dropdown({
    label: t('Timestamps'),
    value: settings.time,
    options: [
      { value: 'off', label: t('No times') },
      { value: 'clock', label: t('Clock') },
      { value: 'age', label: t('Age') },
    ],
    onChange: (value) => {
      events.onSettings({ time: value });
    },
  });
  time.classList.add('times');
  return {
    element: h(
      'div',
      { class: 'group' },
      pause,
      iconButton({ icon: 'clear-all', label: t('Clear'), onClick: events.onClear }),
      iconButton({ icon: 'save', label: t('Save to File…'), onClick: events.onSave }),
      wrap.element,
      time,
    ),
    showPaused: (paused: boolean) => {
      retitle(pause, paused ? looks.resume() : looks.pause());
      pause.classList.toggle('active', paused);
    },
    showWrap: (on: boolean) => {
      wrap.set(on);
    },
  };
};
