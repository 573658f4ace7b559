import type { ContainerAction } from '#shared/panels/metrics';
import type { Track } from '../model/track.ts';

/** What a user may do to a container, wherever it is shown. */
export interface ServiceEvents {
  /** The container's lines are to be shown or hidden. */
  readonly onToggle: (track: Track) => void;
  /** The pointer or the focus is on it; `undefined` when it has left. */
  readonly onPoint: (track: Track | undefined) => void;
  readonly onAct: (action: ContainerAction, containerId: string) => void;
}
