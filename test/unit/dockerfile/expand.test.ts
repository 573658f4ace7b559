import assert from 'node:assert/strict';
import { expand } from '../../../server/src/dockerfile/expand.ts';
import { parseDockerfile } from '../../../server/src/dockerfile/parse.ts';
import { variablesAt } from '../../../server/src/dockerfile/variables.ts';

const known = new Map([
  ['A', 'one'],
  ['EMPTY', ''],
]);

describe('variables in a Dockerfile', () => {
  for (const [text, expected] of [
    ['plain', 'plain'],
    ['$A/${A}', 'one/one'],
    ['${A:-x}${EMPTY:-y}', 'oney'],
    ['${A:+x}${EMPTY:+y}', 'x'],
    ['"a $A"', 'a one'],
    ["'$A'", '$A'],
    ['\\$A', '$A'],
    ['$B', undefined],
    // The image may set it.
    ['${B:-x}', undefined],
    ['${A%e}', undefined],
    ['a"$A"', undefined],
  ] as const)
    it(`${text} is ${expected ?? 'not known'}`, () => {
      assert.equal(expand(text, known), expected);
    });

  it('come from ARG and ENV before the place, the stages before, and what is given', () => {
    const text = `ARG GLOBAL=g
FROM a AS base
ARG GLOBAL
ARG OWN=o
ENV FIXED=\${OWN}1
FROM base
ARG FIXED=no
ARG NONE
ENV OWN=e
USER here
ENV OWN=late
`;
    const dockerfile = parseDockerfile(text);
    const [, stage] = dockerfile.stages;
    assert(stage);
    const at = { stage, offset: text.indexOf('USER') };
    const names = ['GLOBAL', 'OWN', 'FIXED', 'NONE'];
    const values = (given = {}): unknown[] => {
      const variables = variablesAt(dockerfile, at, given);
      return names.map((name) => variables.get(name));
    };
    assert.deepEqual(values(), ['g', 'e', 'o1', undefined]);
    assert.deepEqual(values({ GLOBAL: 'x', NONE: 'n', OWN: 'given' }), ['x', 'e', 'given1', 'n']);
    assert.deepEqual(values({ GLOBAL: undefined }), [undefined, 'e', 'o1', undefined]);
  });
});
