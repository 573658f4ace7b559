/**
 * The closed list of things that can go wrong in a way that a caller may act on. Tests and callers
 * look at the code; people read the message and the hint.
 */
export const errorCodes = [
  'cancelled',
  'invalid-input',
  'not-found',
  'conflict',
  'not-trusted',
  'unsupported',
  'timeout',
  'engine-unavailable',
  'engine-permission',
  'engine-too-old',
  'engine-failed',
  'image-not-found',
  'registry-denied',
  'registry-unreachable',
  'build-failed',
  'compose-invalid',
  'start-failed',
  'service-exited',
  'service-unhealthy',
  'port-unavailable',
  'reload-failed',
  'disk-full',
  'busy',
  'internal',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** Where an error has its cause in a file of the user's; lines and columns count from 1. */
export interface ErrorLocation {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
}

/** What travels in the `data` of a JSON-RPC error, so that the other side can act on it. */
export interface ErrorDetails {
  readonly code: ErrorCode;
  /** What the user can do about it: a whole sentence. */
  readonly hint?: string;
  readonly service?: string;
  /** The last lines that the service or the build printed, oldest first. */
  readonly output?: readonly string[];
  readonly location?: ErrorLocation;
}
