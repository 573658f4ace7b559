import { h } from '../base/dom.ts';
import { colourVariable, Palette } from '../base/palette.ts';
import { t } from '../base/text.ts';

/** The services of the log, each a switch in its colour. */
export class SourcesBar {
  readonly element = h('div', { class: 'sources', role: 'group', 'aria-label': t('Services') });
  readonly #chips = new Map<string, HTMLButtonElement>();
  readonly #palette = new Palette();
  readonly #onChange: (hidden: ReadonlySet<string>) => void;
  #hidden: Set<string>;

  constructor(hidden: readonly string[], onChange: (hidden: ReadonlySet<string>) => void) {
    this.#hidden = new Set(hidden);
    this.#onChange = onChange;
    this.element.hidden = true;
  }

  get hidden(): ReadonlySet<string> {
    return this.#hidden;
  }

  get count(): number {
    return this.#chips.size;
  }

  /** The longest name, in characters. */
  get longest(): number {
    return [...this.#chips.keys()].reduce((most, { length }) => Math.max(most, length), 0);
  }

  colourOf(source: string): number {
    return this.#palette.indexOf(source);
  }

  /** Adds those that are not there yet; tells whether there were any. */
  add(sources: readonly string[]): boolean {
    const fresh = sources.filter((source) => !this.#chips.has(source));
    for (const source of fresh) this.#add(source);
    this.element.hidden = this.#chips.size < 2;
    return fresh.length > 0;
  }

  #add(source: string): void {
    const chip = h(
      'button',
      {
        type: 'button',
        class: 'chip',
        title: t('Click hides or shows it, Alt+click shows only it'),
      },
      h('span', { class: 'swatch', 'aria-hidden': 'true' }),
      h('span', { class: 'chip-name' }, source),
    );
    chip.style.setProperty('--colour', `var(${colourVariable(this.colourOf(source))})`);
    chip.addEventListener('click', ({ altKey }) => {
      if (altKey) this.#only(source);
      else if (!this.#hidden.delete(source)) this.#hidden.add(source);
      this.#show();
      this.#onChange(this.#hidden);
    });
    this.#chips.set(source, chip);
    this.element.append(chip);
    this.#show();
  }

  /** Shows one service alone; once more, and all are back. */
  #only(source: string): void {
    const others = [...this.#chips.keys()].filter((other) => other !== source);
    const alone = !this.#hidden.has(source) && others.every((other) => this.#hidden.has(other));
    this.#hidden = new Set(alone ? [] : others);
  }

  #show(): void {
    for (const [source, chip] of this.#chips) {
      chip.setAttribute('aria-pressed', String(!this.#hidden.has(source)));
    }
  }
}
