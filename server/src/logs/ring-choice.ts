import type { ContainerItem } from '#shared/protocol/inventory';

/** Which ring lines go into, and whose lines go there. */
export interface RingChoice {
  readonly key: string;
  /** Absent for a container that is of none. */
  readonly project?: string;
  readonly matches: (container: ContainerItem) => boolean;
}

export const projectRing = (project: string): RingChoice => ({
  key: project,
  project,
  matches: ({ compose }) => compose?.project === project && !compose.oneOff,
});

/** A container that is of no service is known by its name, which the next one in its place has too. */
export const ringOf = ({ compose, name }: ContainerItem): RingChoice =>
  compose === undefined || compose.oneOff
    ? {
        key: `container:${name}`,
        matches: (other) => other.name === name && other.compose?.oneOff !== false,
      }
    : projectRing(compose.project);

/** What lines of a container are kept under. */
export const sourceOf = ({ compose, name }: ContainerItem): string => compose?.service ?? name;
