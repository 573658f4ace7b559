import type { ServiceExit } from '#shared/protocol/projects';
import { t } from './base/l10n.ts';

/** How a service ended that had been started, as one sentence. */
export const exitText = ({
  service,
  exitCode,
  ranForMs,
  ends,
}: Pick<ServiceExit, 'service' | 'exitCode' | 'ranForMs' | 'ends'>): string => {
  const lasted = seconds(ranForMs);
  return ends > 1
    ? t('Service "{0}" keeps ending, last with code {1} after {2} s.', service, exitCode, lasted)
    : t('Service "{0}" exited with code {1} after {2} s.', service, exitCode, lasted);
};

/** "0.6", "4.2", "12": tenths while they tell something. */
const seconds = (ms: number): string =>
  ms < 10_000 ? (Math.max(100, ms) / 1000).toFixed(1) : String(Math.round(ms / 1000));
