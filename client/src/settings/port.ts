import { t } from '../base/l10n.ts';

/** A port to listen on, or 0 for none; `undefined` when it is neither. */
export const parsePort = (value: unknown): number | undefined => {
  if (value === undefined || value === null) return 0;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65535
    ? value
    : undefined;
};

export const describeBadPort = (value: unknown): string =>
  t(
    'hyperbox.metrics.port is {0}, which is no port. Write a number from 1 to 65535, or 0 for none.',
    JSON.stringify(value),
  );
