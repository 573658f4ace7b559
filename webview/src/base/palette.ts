/**
 * The colours of series: neighbours differ in hue and in
 * lightness, also for people who do not tell red from green. Red and yellow come last, as they mean
 * something elsewhere, and the theme's own orange is see-through in many. The extra ones are in `base.css`, once for dark themes and once for light.
 */
const variables = [
  '--vscode-charts-blue',
  '--hb-orange',
  '--hb-teal',
  '--vscode-charts-purple',
  '--hb-pink',
  '--vscode-charts-green',
  '--hb-brown',
  '--hb-sky',
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
 * Gives every name a colour for as long as it is asked for. Where it starts to look for a free one is
 * the name's own, so that a service has the same colour in every panel, whoever came first.
 */
export class Palette {
  readonly #indices = new Map<string, number>();

  indexOf(name: string): number {
    const known = this.#indices.get(name);
    if (known !== undefined) return known;
    const used = new Set(this.#indices.values());
    let index = ownPlace(name);
    while (used.has(index)) index++;
    this.#indices.set(name, index);
    return index;
  }

  /** Frees the colours of names that are gone. */
  keepOnly(names: ReadonlySet<string>): void {
    for (const name of this.#indices.keys()) if (!names.has(name)) this.#indices.delete(name);
  }
}

/** FNV-1a, its better mixed half. Among the first eight: red and yellow are left for crowds. */
const ownPlace = (name: string): number => {
  let hash = 2166136261;
  for (const character of name) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  }
  return (hash >>> 16) % 8;
};
