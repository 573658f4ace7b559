import { t } from '../base/l10n.ts';

export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** "20000-29999", both ends included; a single port is a range of one. `undefined` when it is not. */
export const parsePortRange = (text: string): PortRange | undefined => {
  const match = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text);
  if (match === null) return undefined;
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  return from >= 1 && to <= 65535 && from <= to ? { from, to } : undefined;
};

export const describeBadPortRange = (text: string): string =>
  t(
    'hyperbox.ports.range is "{0}", which is no range of ports. Write two ports from 1 to 65535, such as 20000-29999.',
    text,
  );
