import type { PortRemap, StartResult } from '#shared/protocol/projects';
import { t } from '../../base/l10n.ts';
import { sentence } from '../../failure-text.ts';

/** What a toast says at the end of a start. */
export const startedText = (name: string, { services, remaps, warnings }: StartResult): string => {
  const unchanged = services.length > 0 && services.every(({ action }) => action === 'unchanged');
  const first = unchanged
    ? t('{0} is running; nothing had changed.', name)
    : t('{0} is running.', name);
  return [first, ...remaps.map(remapText), ...warnings.map(sentence)].join(' ');
};

const remapText = ({ wanted, wantedTo, chosen, holder }: PortRemap): string => {
  const ports = wantedTo === undefined ? String(wanted) : `${String(wanted)}-${String(wantedTo)}`;
  return t('{0} was taken by {1}; using {2}.', ports, holder, chosen);
};
