import type { Query } from '#shared/logs/query';
import { dropdown, iconButton, toggleButton, type Toggle } from '../base/controls.ts';
import { codicon, h, setText } from '../base/dom.ts';
import { t } from '../base/text.ts';
import type { Found } from './finder.ts';
import type { LogsSettings } from './settings.ts';

export interface SearchEvents {
  readonly onSettings: (changed: Partial<LogsSettings>) => void;
  readonly onStep: (direction: 'next' | 'previous') => void;
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

const contexts = ['0', '2', '5', '10', '50'] as const;

/** Typing searches a moment later: every key would search a million lines. */
const settleMs = 150;

/** The search field, its options, and the way from match to match. */
export class SearchBar {
  readonly element: HTMLElement;
  readonly #field: HTMLElement & { value: string };
  readonly #context: HTMLElement;
  readonly #count = h('span', { class: 'count', role: 'status' });
  readonly #events: SearchEvents;
  #settling: number | undefined;

  constructor(settings: LogsSettings, events: SearchEvents) {
    this.#events = events;
    this.#field = this.#makeField(settings);
    this.#context = dropdown({
      label: t('Lines Around a Match'),
      value: contexts.find((lines) => lines === String(settings.context)) ?? '0',
      options: contexts.map((value) => ({ value, label: `±${value}` })),
      onChange: (value) => {
        events.onSettings({ context: Number(value) });
      },
    });
    this.#context.classList.add('context');
    const step = (direction: 'next' | 'previous') => () => {
      events.onStep(direction);
    };
    this.element = h(
      'div',
      { class: 'search', role: 'search' },
      this.#field,
      this.#context,
      h(
        'div',
        { class: 'steps' },
        this.#count,
        iconButton({
          icon: 'arrow-up',
          label: t('Previous Match'),
          keys: '⇧Enter',
          onClick: step('previous'),
        }),
        iconButton({
          icon: 'arrow-down',
          label: t('Next Match'),
          keys: 'Enter',
          onClick: step('next'),
        }),
      ),
    );
  }

  focus(): void {
    this.#field.focus();
    this.#field.shadowRoot?.querySelector('input')?.select();
  }

  show(query: Query, found: Found, { onlyMatches }: { readonly onlyMatches: boolean }): void {
    this.#field.classList.toggle('invalid', query.kind === 'invalid');
    this.#field.title = query.kind === 'invalid' ? query.message : '';
    setText(this.#count, countText(query, found));
    this.#count.classList.toggle('none', query.kind === 'invalid' || found.total === 0);
    this.#count.hidden = query.kind === 'none';
    this.#context.hidden = !onlyMatches || query.kind !== 'pattern';
  }

  #makeField(settings: LogsSettings): HTMLElement & { value: string } {
    const field = document.createElement('vscode-text-field') as HTMLElement & { value: string };
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
    return field;
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
      this.#events.onStep(event.shiftKey ? 'previous' : 'next');
    } else if (event.key === 'Escape') {
      this.#events.onLeave();
    } else {
      return;
    }
    event.preventDefault();
  }
}

const countText = (query: Query, found: Found): string => {
  const { total, number, isAtLeast, wrapped } = found;
  if (query.kind === 'invalid') return t('Not a valid expression');
  if (total === undefined) return found.isBusy ? t('Counting…') : '';
  if (total === 0) return t('No results');
  const all = `${total.toLocaleString('en-US')}${isAtLeast ? '+' : ''}`;
  if (number === 0) return t('{0} found', all);
  const at = t('{0} of {1}', number.toLocaleString('en-US'), all);
  return wrapped ? t('{0}, gone round', at) : at;
};
