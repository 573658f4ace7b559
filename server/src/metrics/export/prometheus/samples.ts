import type { ContainerReading } from '../followed-container.ts';
import type { Family } from './families.ts';

export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What a family says of a container, in parts where the engine tells these apart. */
export const samplesOf = (
  { labels = {}, value, apart }: Family,
  reading: ContainerReading,
): readonly Sample[] => {
  const parts = apart?.parts(reading);
  if (apart !== undefined && parts !== undefined) {
    return parts.map((part) => ({
      labels: { ...labels, [apart.label]: part.of },
      value: part.value,
    }));
  }
  const whole = value(reading);
  return whole === undefined ? [] : [{ labels, value: whole }];
};
