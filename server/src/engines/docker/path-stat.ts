import * as z from 'zod/mini';
import type { ContainerPath } from '../contract.ts';

/** The header that holds what is known of a path: JSON in base64. */
export const pathStatHeader = 'x-docker-container-path-stat';

export const parsePathStat = (header: string): ContainerPath => {
  const { size, mode } = z.parse(record, JSON.parse(Buffer.from(header, 'base64').toString()));
  return { kind: kindOf(mode), sizeBytes: size };
};

const record = z.object({ size: z.number(), mode: z.number() });

/** Bits of Go's `fs.FileMode`, which is not the system's; the first that is set says what it is. */
const kinds: readonly (readonly [bit: number, kind: ContainerPath['kind']])[] = [
  [31, 'folder'],
  [27, 'link'],
  // A device, a pipe, a socket, and what it has no name for.
  [26, 'other'],
  [25, 'other'],
  [24, 'other'],
  [19, 'other'],
];

// Not with `&`, which knows 31 bits and a sign.
const kindOf = (mode: number): ContainerPath['kind'] =>
  kinds.find(([bit]) => Math.floor(mode / 2 ** bit) % 2 === 1)?.[1] ?? 'file';
