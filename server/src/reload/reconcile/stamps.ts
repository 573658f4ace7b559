import type { Stats } from 'node:fs';
import type { Fingerprint } from './fingerprint.ts';

/** What files looked like from outside when they were last read. By path. */
export type Stamps = Map<string, { readonly stamp: string; readonly fingerprint: Fingerprint }>;

/** As long as this is the same, so is the content, unless it was taken too early. */
export const stampOf = ({ mtimeMs, ctimeMs, size, ino, mode }: Stats): string =>
  [mtimeMs, ctimeMs, size, ino, mode].join(':');

/** Times of files are as coarse as the kernel's clock; on some network file systems, two seconds. */
const warmMs = 2000;

/** It was written so shortly before that another write may leave the same times. */
export const isWarm = ({ ctimeMs }: Stats, nowMs: number): boolean => nowMs - ctimeMs < warmMs;
