import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/dockerfile/parse.ts';
import {
  findTarget,
  isStandard,
  lineOf,
  stagesFor,
  targetOf,
} from '../../../server/src/dockerfile/stages.ts';

const dockerfile = parseDockerfile(`ARG BASE=deps
FROM a AS deps
FROM a AS Tools
FROM $BASE AS build
COPY --from=tools /x /y
FROM a AS other
RUN --mount=type=bind,from=0,target=/x b
FROM build
`);
const indexes = (stages: Iterable<{ readonly index: number }>): number[] =>
  [...stages].map(({ index }) => index).sort();

describe('the stages of a Dockerfile', () => {
  it('are found by name, whatever its case', () => {
    assert.deepEqual(
      ['tools', 'TOOLS', '3', '9', 'x'].map((name) => findTarget(dockerfile, name)?.index),
      [1, 1, undefined, undefined, undefined],
    );
    assert.equal(targetOf(dockerfile, undefined)?.index, 4);
  });

  it('are built when one needs them', () => {
    const built = (
      target: string | undefined,
      contexts: readonly string[] = [],
    ): readonly number[] => {
      const stage = targetOf(dockerfile, target);
      assert(stage);
      return indexes(stagesFor(dockerfile, stage, { contexts: new Set(contexts) }));
    };
    assert.deepEqual(built(undefined), [0, 1, 2, 4]);
    assert.deepEqual(built('other'), [0, 3]);
    assert.deepEqual(built(undefined, ['build']), [4]);
  });

  it('go on from one another', () => {
    const last = dockerfile.stages.at(-1);
    assert(last);
    assert.deepEqual(
      lineOf(dockerfile, last).map(({ index }) => index),
      [4, 2, 0],
    );
  });

  it('are for the usual builder, or for another program', () => {
    const rows = ['docker/dockerfile:1', 'docker.io/docker/dockerfile-upstream:master', 'me/other'];
    assert.deepEqual(
      rows.map((name) => isStandard(parseDockerfile(`# syntax=${name}\nFROM a\n`))),
      [true, true, false],
    );
  });
});
