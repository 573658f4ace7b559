import { join, posix } from 'node:path';
import { isTargetInside } from '../paths.ts';
import { mappingsOf, type Place } from './sources.ts';
import type { CopyStep, Step } from './steps.ts';

interface Copied {
  /** Of the host. */
  readonly path: string;
  readonly target: string;
  readonly step: CopyStep;
}

/**
 * What of a copy later steps write over, so that a change of its source is not a change of the image:
 * all of it, or what has these paths on the host.
 */
export const overwrittenLater = (
  { path, target, step }: Copied,
  { steps, ...place }: Place & { readonly steps: readonly Step[] },
): { readonly whole: boolean; readonly paths: readonly string[] } => {
  const later = steps.slice(steps.indexOf(step) + 1).filter((each) => each.kind === 'copy');
  const paths: string[] = [];
  for (const each of later) {
    for (const written of writtenBy(each, place)) {
      if (written === undefined) return { whole: true, paths: [] };
      if (written.isFromElsewhere && isTargetInside(target, written.target))
        return { whole: true, paths: [] };
      if (!isTargetInside(written.target, target)) continue;
      const own = join(path, posix.relative(target, written.target));
      if (own === written.path) continue;
      if (own === path) return { whole: true, paths: [] };
      paths.push(own);
    }
  }
  return { whole: false, paths };
};

interface Written {
  readonly target: string;
  /** Of the host, for what comes from the context. */
  readonly path?: string;
  readonly isFromElsewhere: boolean;
}

/** Files, and folders whose content is not known; `undefined` for what may be anywhere. */
const writtenBy = (step: CopyStep, place: Place): readonly (Written | undefined)[] => {
  if (step.destination === undefined) return [undefined];
  if (step.instruction.from !== undefined)
    return [{ target: step.destination.path, isFromElsewhere: true }];
  // A folder that is copied into another brings names of its own: only named files are compared.
  return mappingsOf(step, place)
    .filter(({ path }) => path !== place.context)
    .flatMap(({ path, isNamed, target }) =>
      isNamed && target !== undefined ? [{ target, path, isFromElsewhere: false }] : [],
    );
};
