/** Times of files are as coarse as the kernel's clock; on some network file systems, two seconds. */
const warmMs = 2000;

/** It was written so shortly before that another write may leave the same times. */
export const isWarm = (changedAtMs: number, nowMs: number): boolean => nowMs - changedAtMs < warmMs;
