import type { ContainerAction, PageAdvice } from '#shared/panels/metrics';
import { codicon, h, setText } from '../../base/dom.ts';
import { t } from '../../base/text.ts';
import { actionButtons } from '../services/actions.ts';

const looks: Readonly<Record<PageAdvice['severity'], { icon: string; word: () => string }>> = {
  hint: { icon: 'lightbulb', word: () => t('Hint') },
  warning: { icon: 'warning', word: () => t('Warning') },
  critical: { icon: 'error', word: () => t('Critical') },
};
const order: readonly PageAdvice['severity'][] = ['critical', 'warning', 'hint'];

interface AdviceEvents {
  readonly onAct: (action: ContainerAction, containerId: string) => void;
  /** What a container is called here, for its buttons. */
  readonly nameOf: (containerId: string) => string | undefined;
}

/** What the numbers give reason to say, the gravest first, each with what to do. */
export class AdviceList {
  readonly element = h('ul', { class: 'advice', 'aria-label': t('Advice') });
  readonly #items = new Map<string, AdviceItem>();
  readonly #events: AdviceEvents;

  constructor(events: AdviceEvents) {
    this.#events = events;
    this.element.hidden = true;
  }

  show(advice: readonly PageAdvice[]): void {
    this.element.hidden = advice.length === 0;
    const keys = new Set(advice.map(keyOf));
    for (const [key, { element }] of this.#items) {
      if (keys.has(key)) continue;
      element.remove();
      this.#items.delete(key);
    }
    const sorted = [...advice].sort(
      (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity),
    );
    sorted.forEach((one, index) => {
      const { element } = this.#itemOf(one);
      const there = this.element.children[index];
      if (there !== element) this.element.insertBefore(element, there ?? null);
    });
  }

  #itemOf(advice: PageAdvice): AdviceItem {
    const key = keyOf(advice);
    const item = this.#items.get(key) ?? new AdviceItem(advice, this.#events);
    this.#items.set(key, item);
    item.show(advice);
    return item;
  }
}

/** One that has become graver, or is about another container, is a new one. */
const keyOf = ({ key, severity, containerId }: PageAdvice): string =>
  `${key} ${severity} ${containerId ?? ''}`;

class AdviceItem {
  readonly element: HTMLElement;
  readonly #message = h('span', { class: 'advice-message' });
  readonly #remedy = h('span', { class: 'advice-remedy' });

  constructor({ severity, containerId }: PageAdvice, { onAct, nameOf }: AdviceEvents) {
    const { icon, word } = looks[severity];
    const name = containerId === undefined ? undefined : nameOf(containerId);
    this.element = h(
      'li',
      { class: 'advice-item', 'data-severity': severity },
      codicon(icon),
      h('span', { class: 'visually-hidden' }, `${word()}: `),
      h('span', { class: 'advice-text' }, this.#message, ' ', this.#remedy),
    );
    if (containerId === undefined || name === undefined) return;
    const acts = actionButtons(
      () => name,
      (action) => {
        onAct(action, containerId);
      },
    );
    this.element.append(acts.element);
  }

  show({ message, remedy }: PageAdvice): void {
    setText(this.#message, message);
    setText(this.#remedy, remedy);
  }
}
