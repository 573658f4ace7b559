import { iconButton, toggleButton, type Toggle } from '../base/controls.ts';
import { codicon, h, setText } from '../base/dom.ts';
import { t } from '../base/text.ts';
import type { Query } from '#shared/logs/query';
import type { LogsSettings } from './settings.ts';

export interface SearchEvents {
  readonly onSettings: (changed: Partial<LogsSettings>) => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onLeave: () => void;
}

type SearchToggle = 'matchCase' | 'regex' | 'onlyMatches';

const toggles: readonly {
  readonly key: SearchToggle;
  readonly icon: string;
  readonly label: () => string;
}[] = [
  { key: 'matchCase', icon: 'case-sensitive', label: () => t('Match Case') },
  { key: 'regex', icon: 'regex', label: () => t('Use Regular Expression') },
  { key: 'onlyMatches', icon: 'filter', label: () => t('Show Only Matching Lines') },
];

/** Typing searches a moment later: every key would search a hundred thousand lines. */
const settleMs = 120;

/** The search field, its options, and the way from match to match. */
export class SearchBar {
  readonly element: HTMLElement;
  readonly #field: HTMLElement & { value: string };
  readonly #count = h('span', { class: 'count', role: 'status' });
  readonly #events: SearchEvents;
  #settling: number | undefined;

  constructor(settings: LogsSettings, events: SearchEvents) {
    this.#events = events;
    const field = document.createElement('vscode-text-field') as HTMLElement & { value: string };
    this.#field = field;
    field.setAttribute('placeholder', t('Search'));
    field.setAttribute('aria-label', t('Search the log'));
    field.setAttribute('value', settings.search);
    const options = h('span', { slot: 'end', class: 'options' });
    options.append(...toggles.map((toggle) => this.#toggle(settings, toggle).element));
    const icon = codicon('search');
    icon.slot = 'start';
    field.append(icon, options);
    field.addEventListener('input', () => {
      clearTimeout(this.#settling);
      this.#settling = setTimeout(() => {
        this.#search();
      }, settleMs);
    });
    field.addEventListener('keydown', (event) => {
      this.#key(event);
    });
    const step = (direction: 1 | -1) => () => {
      events.onStep(direction);
    };
    this.element = h(
      'div',
      { class: 'search', role: 'search' },
      field,
      this.#count,
      iconButton({
        icon: 'arrow-up',
        label: t('Previous Match'),
        keys: '⇧Enter',
        onClick: step(-1),
      }),
      iconButton({ icon: 'arrow-down', label: t('Next Match'), keys: 'Enter', onClick: step(1) }),
    );
  }

  focus(): void {
    this.#field.focus();
    this.#field.shadowRoot?.querySelector('input')?.select();
  }

  /** `number` is which match the user is at, from 1; 0 when at none. */
  show(query: Query, total: number, number: number): void {
    this.#field.classList.toggle('invalid', query.kind === 'invalid');
    this.#field.title = query.kind === 'invalid' ? query.message : '';
    setText(this.#count, countText(query, total, number));
    this.#count.classList.toggle('none', query.kind === 'invalid' || total === 0);
    this.#count.hidden = query.kind === 'none';
  }

  #toggle(settings: LogsSettings, { key, icon, label }: (typeof toggles)[number]): Toggle {
    return toggleButton({
      icon,
      label: label(),
      pressed: settings[key],
      onChange: (pressed) => {
        this.#events.onSettings({ [key]: pressed });
      },
    });
  }

  #search(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#events.onSettings({ search: this.#field.value });
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      // What was typed a moment ago counts before the step does.
      if (this.#settling !== undefined) this.#search();
      this.#events.onStep(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      this.#events.onLeave();
    } else {
      return;
    }
    event.preventDefault();
  }
}

const countText = (query: Query, total: number, number: number): string => {
  if (query.kind === 'invalid') return t('Not a valid expression');
  if (total === 0) return t('No results');
  const all = total.toLocaleString('en-US');
  return number === 0 ? t('{0} found', all) : t('{0} of {1}', number.toLocaleString('en-US'), all);
};
