import type { Dockerfile } from './dockerfile.ts';
import { lineOf, targetOf } from './stages.ts';

/** What the built stage says of its health; `undefined` where that is the image's that it begins with. */
export const healthcheckOf = (
  dockerfile: Dockerfile,
  target: string | undefined,
): 'on' | 'off' | undefined => {
  const stage = targetOf(dockerfile, target);
  const stages = stage === undefined ? [] : lineOf(dockerfile, stage);
  // The last one counts, and a stage comes before those that it goes on from.
  const last = stages
    .flatMap(({ instructions }) => instructions.toReversed())
    .find((each) => each.kind === 'healthcheck');
  return last === undefined ? undefined : last.none ? 'off' : 'on';
};
