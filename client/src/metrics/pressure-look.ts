import {
  pressureKinds,
  type HostPressure,
  type PressureKind,
  type PressureReading,
} from '#shared/protocol/metrics';
import { t } from '../base/l10n.ts';
import type { StatusLook } from '../status-look.ts';

/** Pressure on the engine's machine, while there is some; `undefined` hides it. */
export const pressureLook = ({ pressure, advice }: HostPressure): StatusLook | undefined => {
  if (pressure.kind === 'unavailable') return undefined;
  const pressing = pressureKinds
    .map((kind) => ({ kind, ...pressure.readings[kind] }))
    .filter(({ level }) => level !== 'normal')
    .sort((a, b) => b.some - a.some);
  const [worst] = pressing;
  if (worst === undefined) return undefined;
  const lines = [
    t('HyperBox · pressure on the machine of the engine'),
    ...pressing.map(lineOf),
    ...advice.map(({ message, remedy }) => `${message} ${remedy}`),
    t('Click for the metrics of all containers.'),
  ];
  return {
    text: `$(dashboard) ${t('{0} pressure {1}', nameOf(worst.kind), percentOf(worst))}`,
    tooltip: lines.join('\n'),
    spoken: lines.slice(0, -1).join('. '),
    warns: true,
    fails: pressing.some(({ level }) => level === 'critical'),
  };
};

const lineOf = (reading: { readonly kind: PressureKind } & PressureReading): string =>
  t(
    '{0}: tasks wait for it {1} of the time, {2}.',
    nameOf(reading.kind),
    percentOf(reading),
    trends[reading.trend](),
  );

const percentOf = ({ some }: PressureReading): string => t('{0} %', Math.round(some));

const names: Readonly<Record<PressureKind, () => string>> = {
  cpu: () => t('CPU'),
  memory: () => t('Memory'),
  io: () => t('I/O'),
};
const nameOf = (kind: PressureKind): string => names[kind]();

const trends: Readonly<Record<PressureReading['trend'], () => string>> = {
  improving: () => t('less and less'),
  stable: () => t('steadily'),
  degrading: () => t('more and more'),
};
