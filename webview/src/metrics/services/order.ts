import type { MetricsSettings } from '../settings.ts';
import { columns } from './columns.ts';
import type { Reading } from './reading.ts';

const byName = new Intl.Collator('en', { numeric: true });

/** Sorted as the user wants it; where there is no value, last either way; then by name. */
export const inOrder = (
  readings: readonly Reading[],
  { column, descending }: MetricsSettings['sort'],
): readonly Reading[] => {
  const value = columns.find(({ id }) => id === column)?.value ?? nameOf;
  const sign = descending ? -1 : 1;
  return [...readings].sort((one, other) => {
    const [a, b] = [value(one), value(other)];
    const names = byName.compare(nameOf(one), nameOf(other));
    if (a === undefined || b === undefined) {
      if (a === b) return names;
      return a === undefined ? 1 : -1;
    }
    const first =
      typeof a === 'number' && typeof b === 'number' ? a - b : byName.compare(String(a), String(b));
    return first === 0 ? names : first * sign;
  });
};

/** All words of the filter are somewhere in the name or the project. */
export const matching = (readings: readonly Reading[], filter: string): readonly Reading[] => {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return readings.filter(({ track }) => {
    const text = `${track.label} ${track.facts?.project ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
};

const nameOf = ({ track }: Reading): string => track.label;

/**
 * Numbers change every second, and rows that change places as fast cannot be read or clicked. An order
 * is kept for a few seconds, and as long as the pointer or the focus is among the rows.
 */
export class Order {
  #ids: readonly string[] = [];
  #key = '';
  #sortedMs = -Infinity;

  of(
    readings: readonly Reading[],
    options: {
      readonly sort: MetricsSettings['sort'];
      readonly held: boolean;
      readonly nowMs: number;
    },
  ): readonly Reading[] {
    const ids = readings.map(({ track }) => track.id).sort();
    const key = JSON.stringify([options.sort, ids]);
    const old = options.nowMs - this.#sortedMs > keptMs && !options.held;
    if (key !== this.#key || old) {
      const sorted = inOrder(readings, options.sort);
      this.#ids = sorted.map(({ track }) => track.id);
      this.#key = key;
      this.#sortedMs = options.nowMs;
      return sorted;
    }
    const byId = new Map(readings.map((reading) => [reading.track.id, reading]));
    return this.#ids.flatMap((id) => byId.get(id) ?? []);
  }
}

const keptMs = 3000;
