import { declare } from '../../../dockerfile/expand.ts';
import { lineOf } from '../../../dockerfile/stages.ts';
import type { Around, ImageFacts } from '../input.ts';
import { execWords, parsedBuild, restOf } from './parsed.ts';
import { walkLine } from './steps.ts';

/** What the Dockerfile says that its image runs; what the image has that it begins with is not known. */
export const builtImage = (around: Around): ImageFacts => {
  const build = parsedBuild(around);
  if (build?.stage === undefined) return {};
  const { dockerfile, stage, given } = build;
  let image: ImageFacts = {};
  const known = new Map<string, string | undefined>();
  const fixed = new Set<string>();
  for (const each of lineOf(dockerfile, stage)
    .toReversed()
    .flatMap(({ instructions }) => instructions)) {
    if (each.kind === 'env') declare(each, known, { given, fixed });
    if (each.kind !== 'plain') continue;
    if (each.keyword === 'CMD') image = { ...image, command: execWords(restOf(dockerfile, each)) };
    if (each.keyword === 'ENTRYPOINT')
      image = { ...image, entrypoint: execWords(restOf(dockerfile, each)) };
  }
  const workingDir = walkLine(build, undefined).workingDir;
  return {
    ...image,
    ...(workingDir !== undefined && { workingDir }),
    environment: [...known].flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${value}`],
    ),
  };
};
