import type { PageSource } from '#shared/panels/logs';
import { codicon, h } from '../base/dom.ts';
import { colourVariable } from '../base/palette.ts';
import { t } from '../base/text.ts';
import { colourSources, type SourceColours } from './model/source-colours.ts';
import type { LogsSettings } from './settings.ts';
import { sourceName } from './source-name.ts';

export interface SourcesEvents {
  readonly onHidden: (hidden: ReadonlySet<string>) => void;
  /** To be kept with the panel. */
  readonly onColours: (colours: SourceColours) => void;
  readonly onAdd: () => void;
  readonly onRemove: (source: string) => void;
}

/** From this many services on, there is a field that looks for one. */
const many = 13;

interface Chip {
  readonly element: HTMLElement;
  readonly toggle: HTMLElement;
}

/** The services of the log, each a switch in its colour. */
export class SourcesBar {
  readonly element = h('div', { class: 'sources', role: 'group', 'aria-label': t('Services') });
  readonly #search = h('input', {
    class: 'source-search',
    type: 'search',
    placeholder: t('Find a Service'),
    'aria-label': t('Find a Service'),
  });
  readonly #addButton = h(
    'button',
    { type: 'button', class: 'chip add', title: t('Add services, profiles or other projects') },
    codicon('add'),
    t('Add…'),
  );
  readonly #chips = new Map<string, Chip>();
  readonly #events: SourcesEvents;
  #hidden: Set<string>;
  #colours: SourceColours;

  constructor(
    { hidden, colours }: Pick<LogsSettings, 'hidden' | 'colours'>,
    events: SourcesEvents,
  ) {
    this.#hidden = new Set(hidden);
    this.#colours = new Map(colours);
    this.#events = events;
    this.#addButton.addEventListener('click', events.onAdd);
    this.#search.hidden = true;
    this.#search.addEventListener('input', () => {
      this.#showFound();
    });
    this.element.append(this.#search, this.#addButton);
  }

  get count(): number {
    return this.#chips.size;
  }

  /** The longest name, in characters. */
  get longest(): number {
    return [...this.#chips.keys()].reduce((most, { length }) => Math.max(most, length), 0);
  }

  /** The name of the CSS variable that has its colour. */
  colourOf(source: string): string {
    return colourVariable(this.#colours.get(source) ?? 0);
  }

  /** These are all there are. */
  reset(sources: readonly PageSource[], hidden: readonly string[]): void {
    this.#hidden = new Set(hidden);
    for (const { element } of this.#chips.values()) element.remove();
    this.#chips.clear();
    this.#colour(sources);
    this.#addAll(sources);
  }

  /** Those of lines whose service nobody told of; tells whether there were any. */
  meet(sources: Iterable<string>): boolean {
    const fresh = [...sources].filter((source) => !this.#chips.has(source));
    if (fresh.length === 0) return false;
    const all = [...this.#chips.keys(), ...fresh].map((key) => ({ key, added: false }));
    this.#colour(all);
    this.#addAll(all.slice(-fresh.length));
    return true;
  }

  #colour(sources: readonly PageSource[]): void {
    this.#colours = colourSources(this.#colours, sources);
    this.#events.onColours(this.#colours);
  }

  #addAll(sources: readonly PageSource[]): void {
    const sorted = [...sources].sort((a, b) => a.key.localeCompare(b.key, 'en', { numeric: true }));
    for (const source of sorted) this.#add(source);
    this.#search.hidden = this.#chips.size < many;
    this.#show();
  }

  #add({ key, added }: PageSource): void {
    const toggle = h(
      'button',
      {
        type: 'button',
        class: 'chip-toggle',
        title: t('Click hides or shows it, Alt+click shows only it'),
      },
      h('span', { class: 'swatch', 'aria-hidden': 'true' }),
      h('span', { class: 'chip-name' }, ...sourceName(key)),
    );
    toggle.addEventListener('click', ({ altKey }) => {
      if (altKey) this.#only(key);
      else if (!this.#hidden.delete(key)) this.#hidden.add(key);
      this.#show();
      this.#events.onHidden(this.#hidden);
    });
    const element = h('span', { class: 'chip' }, toggle);
    element.style.setProperty('--colour', `var(${this.colourOf(key)})`);
    if (added) element.append(this.#removeButton(key));
    this.#chips.set(key, { element, toggle });
    this.element.insertBefore(element, this.#addButton);
  }

  #removeButton(source: string): HTMLElement {
    const label = t('Remove {0} from the Log', source);
    const button = h(
      'button',
      { type: 'button', class: 'chip-remove', title: label, 'aria-label': label },
      codicon('close'),
    );
    button.addEventListener('click', () => {
      this.#events.onRemove(source);
    });
    return button;
  }

  /** Shows one service alone; once more, and all are back. */
  #only(source: string): void {
    const others = [...this.#chips.keys()].filter((other) => other !== source);
    const alone = !this.#hidden.has(source) && others.every((other) => this.#hidden.has(other));
    this.#hidden = new Set(alone ? [] : others);
  }

  #show(): void {
    for (const [source, { element, toggle }] of this.#chips) {
      const isHidden = this.#hidden.has(source);
      element.classList.toggle('off', isHidden);
      toggle.setAttribute('aria-pressed', String(!isHidden));
    }
    this.#showFound();
  }

  #showFound(): void {
    const wanted = this.#search.hidden ? '' : this.#search.value.trim().toLowerCase();
    for (const [source, { element }] of this.#chips) {
      element.hidden = !source.toLowerCase().includes(wanted);
    }
  }
}
