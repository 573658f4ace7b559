/** How finely and for how long readings are kept. */
export interface Tier {
  /** Also the beginning of its files' names. */
  readonly name: string;
  readonly stepMs: number;
  readonly keptMs: number;
  /** A file holds so much; what is too old goes a file at a time. */
  readonly fileMs: number;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

export const fine: Tier = {
  name: 'seconds',
  stepMs: 1000,
  keptMs: 10 * minuteMs,
  fileMs: 2 * minuteMs,
};

/** Its files have the events too. */
export const coarse: Tier = {
  name: 'tens',
  stepMs: 10_000,
  keptMs: 24 * hourMs,
  fileMs: hourMs,
};

export const tiers: readonly Tier[] = [fine, coarse];
