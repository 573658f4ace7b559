import { t } from '../base/l10n.ts';

/** "CPU 12 %": of one processor. Steps of five from ten on, which are seen at a glance. */
export const formatCpu = (cores: number): string => {
  const percent = Math.round(cores * 100);
  return t('CPU {0} %', percent < 10 ? percent : Math.round(percent / 5) * 5);
};

/** "120 MiB": memory is counted in powers of two, as limits are; two digits are seen at a glance. */
export const formatMemory = (bytes: number): string => {
  const mebibytes = Number((bytes / 2 ** 20).toPrecision(2));
  if (mebibytes >= 1000) return `${(bytes / 2 ** 30).toPrecision(2)} GiB`;
  return `${mebibytes < 10 ? Math.ceil(mebibytes) : mebibytes} MiB`;
};
