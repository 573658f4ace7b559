import type { LogEntry } from '../engines/contract.ts';

export interface NewestLimits {
  readonly count: number;
  readonly characters: number;
}

/** The last lines of many, in their order: as many as wanted, and one however long it is. */
export class NewestLines {
  readonly lines: LogEntry[] = [];
  readonly #limits: NewestLimits;
  #characters = 0;
  #isCut = false;

  constructor(limits: NewestLimits) {
    this.#limits = limits;
  }

  /** Some came before these. */
  get isCut(): boolean {
    return this.#isCut;
  }

  push(line: LogEntry): void {
    this.lines.push(line);
    this.#characters += line.text.length;
    while (this.#isTooMuch()) {
      this.#characters -= this.lines.shift()?.text.length ?? 0;
      this.#isCut = true;
    }
  }

  #isTooMuch(): boolean {
    const { count, characters } = this.#limits;
    const { length } = this.lines;
    return length > count || (length > 1 && this.#characters > characters);
  }
}
