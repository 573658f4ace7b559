import type { LogPosition } from '#shared/protocol/logs';

/** A place in one ring: how many bytes were ever appended to it before. */
export interface RingPlace {
  readonly key: string;
  readonly offset: number;
}

/** `offset` is what `LogRing.append` gave. */
export const positionOf = (key: string, offset: number): LogPosition =>
  `${offset.toString(36)}.${key}`;

export const parsePosition = (position: LogPosition): RingPlace | undefined => {
  const dot = position.indexOf('.');
  const digits = position.slice(0, dot);
  if (dot < 1 || !/^[0-9a-z]{1,11}$/.test(digits)) return undefined;
  return { key: position.slice(dot + 1), offset: Number.parseInt(digits, 36) };
};

export const positionAt = ({ key, offset }: RingPlace): LogPosition => positionOf(key, offset);
