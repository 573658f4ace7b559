import { linksIn } from '#shared/logs/links';
import type { ReloadOutcome } from '#shared/protocol/reload';
import type { HostPath } from './host-path.ts';

type Place = NonNullable<Extract<ReloadOutcome, { kind: 'failed' }>['at']>;

/** Traces of Python end with the failure; those of others begin with it. */
const endsWithFailure = /^\s*File "/;

/** The place of a stack trace that is a file of the workspace; `undefined` when there is none. */
export const placeOfFailure = (lines: readonly string[], hostPath: HostPath): Place | undefined => {
  const places = lines.flatMap((line) => placesIn(line, hostPath));
  const ofPython = places.findLast(({ isLast }) => isLast);
  const [first] = places;
  const found = ofPython ?? first;
  return found && { path: found.path, line: found.line };
};

const placesIn = (
  line: string,
  hostPath: HostPath,
): readonly (Place & { readonly isLast: boolean })[] =>
  linksIn(line).flatMap(({ place }) => {
    if (place.kind !== 'file' || place.line === undefined || place.line < 1) return [];
    const path = hostPath(place.path);
    return path === undefined
      ? []
      : [{ path, line: place.line, isLast: endsWithFailure.test(line) }];
  });
