/** Multiples of a power at which an axis may end, so that its steps are round. */
const steps = { 10: [1, 1.5, 2, 3, 4, 5, 6, 8, 10], 2: [1, 1.25, 1.5, 1.75, 2] } as const;

/** The smallest round number that `value` fits under, with a little air, and not below `least`. */
export const ceiling = (value: number, options: { base: 2 | 10; least: number }): number => {
  const wanted = Math.max(value * 1.05, options.least);
  const log = Math.log(wanted) / Math.log(options.base);
  // Logarithms are a hair off at the powers themselves.
  const power = options.base ** Math.floor(log + 1e-9);
  const step = steps[options.base].find((multiple) => power * multiple >= wanted * (1 - 1e-9));
  return power * (step ?? options.base);
};

/**
 * Where an axis gets its lines: zero, and the middle and the end of each side, as far as their labels
 * have room; a side that is small beside the other has only its end, or nothing.
 */
export const ticks = (min: number, max: number): number[] => {
  const span = max - min;
  const side = (end: number): number[] => {
    const share = Math.abs(end) / span;
    if (share < 0.12) return [];
    return share < 0.3 ? [end] : [end / 2, end];
  };
  return [...side(min).reverse(), 0, ...side(max)];
};
