import type { Stats } from 'node:fs';
import type { Fingerprint } from './fingerprint.ts';

/** What files looked like from outside when they were last read. By path. */
export type Stamps = Map<string, { readonly stamp: string; readonly fingerprint: Fingerprint }>;

/** As long as this is the same, so is the content, unless it was taken too early. */
export const stampOf = ({ mtimeMs, ctimeMs, size, ino, mode }: Stats): string =>
  [mtimeMs, ctimeMs, size, ino, mode].join(':');
