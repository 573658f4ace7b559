import type { PagePressure, PagePressureReading } from '#shared/panels/metrics';
import { t } from '../../base/text.ts';

type Readings = Extract<PagePressure, { readonly kind: 'available' }>['readings'];
export type PressureName = keyof Readings;

export const pressureNames: Readonly<Record<PressureName, () => string>> = {
  cpu: () => t('CPU'),
  memory: () => t('Memory'),
  io: () => t('Disk'),
};

export const levelWords: Readonly<Record<PagePressureReading['level'], () => string>> = {
  normal: () => t('normal'),
  warning: () => t('high'),
  critical: () => t('critical'),
};

export const trendWords: Readonly<Record<PagePressureReading['trend'], () => string>> = {
  improving: () => t('improving'),
  stable: () => t('stable'),
  degrading: () => t('degrading'),
};

/** The one that is waited for most. */
export const worstOf = (
  pressure: PagePressure | undefined,
): { readonly name: string; readonly reading: PagePressureReading } | undefined => {
  if (pressure?.kind !== 'available') return undefined;
  const { cpu, memory, io } = pressure.readings;
  const all = [
    { name: pressureNames.cpu(), reading: cpu },
    { name: pressureNames.memory(), reading: memory },
    { name: pressureNames.io(), reading: io },
  ];
  return all.reduce((worst, one) => (one.reading.some > worst.reading.some ? one : worst));
};
