/**
 * The colours of series, in the order in which they are given out: each is as far as can be from all before
 * it, in light, dark and high contrast, also for people who do not tell red from green; a test measures it.
 * Red and yellow come last, as they mean something elsewhere. The theme's own orange is see-through in many,
 * and its cyan and magenta are too near to blue and purple: those of ours are in `base.css`, once for dark
 * themes and once for light.
 */
const variables = [
  '--vscode-charts-blue',
  '--hb-orange',
  '--hb-pink',
  '--vscode-charts-green',
  '--vscode-charts-purple',
  '--hb-sky',
  '--hb-teal',
  '--hb-brown',
  '--vscode-charts-red',
  '--vscode-charts-yellow',
] as const;

/** Beyond the colours, the pattern of a line tells series apart. */
const patterns: readonly (readonly number[])[] = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

export const colourVariable = (index: number): string =>
  variables[index % variables.length] ?? variables[0];

export const dashPattern = (index: number): readonly number[] =>
  patterns[Math.floor(index / variables.length) % patterns.length] ?? [];

/**
 * Gives every name the first colour that is free, for as long as it is asked for. Whoever asks in the order
 * of names gives a project's services the same colours in every panel.
 */
export class Palette {
  readonly #indices = new Map<string, number>();

  indexOf(name: string): number {
    const index = this.#indices.get(name) ?? firstFree(this.#indices.values());
    this.#indices.set(name, index);
    return index;
  }

  /** Frees the colours of names that are gone. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const name of this.#indices.keys()) if (!names.has(name)) this.#indices.delete(name);
  }
}

export const firstFree = (used: Iterable<number>): number => {
  const taken = new Set(used);
  let index = 0;
  while (taken.has(index)) index++;
  return index;
};
