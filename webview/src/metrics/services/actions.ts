import { containerActions, type ContainerAction } from '#shared/panels/metrics';
import { codicon, h } from '../../base/dom.ts';
import { t } from '../../base/text.ts';

const looks: Readonly<Record<ContainerAction, { icon: string; label: (of: string) => string }>> = {
  logs: { icon: 'output', label: (of) => t('Show the logs of {0}', of) },
  restart: { icon: 'debug-restart', label: (of) => t('Restart {0}', of) },
  pause: { icon: 'debug-pause', label: (of) => t('Pause {0}', of) },
  stop: { icon: 'debug-stop', label: (of) => t('Stop {0}', of) },
};

/**
 * Small buttons for what can be done to a container. Plain ones: a hundred rows of the toolkit's, each
 * with a tree of its own, would be felt.
 */
export const actionButtons = (
  nameOf: () => string,
  onAct: (action: ContainerAction) => void,
): { readonly element: HTMLElement; rename(): void } => {
  const buttons = containerActions.map((action) => {
    const button = h('button', { class: 'act', type: 'button' }, codicon(looks[action].icon));
    button.addEventListener('click', () => {
      onAct(action);
    });
    return { action, button };
  });
  let named = '';
  const rename = (): void => {
    const name = nameOf();
    if (name === named) return;
    named = name;
    for (const { action, button } of buttons) {
      const label = looks[action].label(name);
      button.title = label;
      button.setAttribute('aria-label', label);
    }
  };
  rename();
  return { element: h('span', { class: 'acts' }, ...buttons.map(({ button }) => button)), rename };
};
