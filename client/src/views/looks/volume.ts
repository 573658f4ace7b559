import type { VolumeItem } from '#shared/protocol/inventory';
import { joinParts, described } from '../look.ts';
import type { RowSpec } from '../tree-state.ts';

const projectLabel = 'com.docker.compose.project';

/** Names that the engine made up are 64 digits: nobody reads more than the first. */
export const volumeLabel = (name: string): string =>
  /^[0-9a-f]{64}$/.test(name) ? `${name.slice(0, 12)}…` : name;

export const volumeRow = (volume: VolumeItem): RowSpec => {
  const label = volumeLabel(volume.name);
  const parts = [
    volume.labels[projectLabel],
    volume.driver === 'local' ? undefined : volume.driver,
  ] as const;
  return {
    id: `volume:${volume.name}`,
    look: {
      label,
      ...described(...parts),
      icon: 'database',
      contextValue: 'volume',
      spoken: joinParts(label, ...parts),
    },
    target: { kind: 'volume', volume },
    detail: volume,
  };
};
