import { nearestName } from '../../compose/nearest-name.ts';
import { fromWords, findBefore } from '../stages.ts';
import type { OpenDockerfile } from './check.ts';
import { dockerfileFindings } from './findings.ts';
import { problemOf, type Problem } from '../../compose/language/beside/problem.ts';

/** Names in `--from` that are no stage, and only by a letter or two: the builder takes them for images. */
export const stageProblems = ({ source, dockerfile, uses }: OpenDockerfile): readonly Problem[] => {
  const given = new Set(uses.flatMap(({ contexts }) => contexts.map(({ name }) => name)));
  return dockerfile.stages.flatMap((stage) =>
    fromWords(stage).flatMap((word): readonly Problem[] => {
      const { text, start, end } = word;
      const isOther = !/^[\w-]+$/.test(text) || given.has(text);
      if (isOther || findBefore(dockerfile, stage, text) !== undefined) return [];
      const before = dockerfile.stages.slice(0, stage.index);
      const names = [...before.flatMap(({ name }) => name?.text ?? []), ...given];
      const near = nearestName(text, names);
      if (near === undefined || isVariant(near, text)) return [];
      const origin = { source, start, end };
      return [
        problemOf(dockerfileFindings.stage, origin, {
          message: `No stage before this one is called "${text}": the builder looks for an image of that name.`,
          hint: `Did you mean \`${near}\`?`,
          fixes: [{ title: `Change to \`${near}\``, origin, newText: near, certain: true }],
        }),
      ];
    }),
  );
};

/** `nginx` beside a stage `nginx2` is as it should be: the image that the stage was made of. */
const isVariant = (one: string, other: string): boolean =>
  one.startsWith(other) || other.startsWith(one);
