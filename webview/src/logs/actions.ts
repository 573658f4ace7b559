import type { LogLevel } from '#shared/logs/filter';
import { iconButton, retitle, toggleButton } from '../base/controls.ts';
import { h, setText } from '../base/dom.ts';
import { menu, moreMenu } from '../base/menu.ts';
import { t } from '../base/text.ts';
import type { LogsSettings } from './settings.ts';
import { levelItems, moreItems, sinceItems, sinceText, type Deeds } from './view-menus.ts';

export interface ActionEvents extends Deeds {
  readonly change: (changed: Partial<LogsSettings>) => void;
  readonly pause: () => void;
  readonly clear: () => void;
  readonly askSince: () => void;
  readonly levelCounts: () => ReadonlyMap<LogLevel, number>;
}

const looks = {
  pause: () => ({ icon: 'debug-pause', label: t('Pause') }),
  resume: () => ({ icon: 'play', label: t('Resume') }),
};

/** The buttons beside the search. */
export const logActions = (settings: LogsSettings, events: ActionEvents) => {
  const { change } = events;
  const levelsText = h('span', { class: 'menu-text' });
  const sinceShown = h('span', { class: 'menu-text' });
  const levels = menu({
    icon: 'list-filter',
    label: t('Levels'),
    text: levelsText,
    items: () => levelItems(settings, events.levelCounts(), change),
  });
  const since = menu({
    icon: 'history',
    label: t('Since'),
    text: sinceShown,
    items: () => sinceItems(settings, change, events.askSince),
  });
  const more = moreMenu(() => moreItems(settings, change, events));
  const pause = iconButton({ ...looks.pause(), onClick: events.pause });
  const wrap = toggleButton({
    icon: 'word-wrap',
    label: t('Wrap Lines'),
    pressed: settings.wrap,
    onChange: (pressed) => {
      change({ wrap: pressed });
    },
  });
  const save = iconButton({
    icon: 'save',
    label: t('Save to File…'),
    onClick: () => {
      events.save('text');
    },
  });
  for (const button of [wrap.element, save]) button.classList.add('wide');
  return {
    element: h(
      'div',
      { class: 'group' },
      levels.button,
      since.button,
      pause,
      iconButton({ icon: 'clear-all', label: t('Clear'), onClick: events.clear }),
      wrap.element,
      save,
      more.button,
    ),
    /** They lie over the page. */
    popups: [levels.element, since.element, more.element],
    showPaused: (paused: boolean) => {
      retitle(pause, paused ? looks.resume() : looks.pause());
      pause.classList.toggle('active', paused);
    },
    showSettings: () => {
      const { levels: shown, since: from } = settings;
      levels.button.classList.toggle('active', shown !== undefined);
      setText(levelsText, shown === undefined ? '' : String(shown.length));
      since.button.classList.toggle('active', from.kind !== 'all');
      const text = from.kind === 'all' ? t('Since') : `${t('Since')}: ${sinceText(from)}`;
      since.button.title = text;
      setText(sinceShown, '');
      wrap.set(settings.wrap);
    },
  };
};
