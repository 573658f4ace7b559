import assert from 'node:assert/strict';
import { substitute } from '../../../../server/src/compose/interpolate/template.ts';

const variables: Readonly<Record<string, string>> = { A: 'a', EMPTY: '' };
const replace = (template: string) => substitute(template, (name) => variables[name]);

describe('interpolation', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['$A ${A}', 'a a'],
    ['$$A $( $1 $', '$A $( $1 $'],
    ['${NO-d} ${EMPTY-d} ${EMPTY:-d} ${A:-d}', 'd  d a'],
    ['${A+r}${EMPTY+r}${EMPTY:+r}${NO+r}', 'rr'],
    ['${A?m}${A:?m}', 'aa'],
    ['${NO:-${EMPTY:-$A}}', 'a'],
    ['${NO:-{"a": 1}}', '{"a": 1}'],
    ['${NO:-a:?b-c}', 'a:?b-c'],
    ['${A}:${NO:-b}}', 'a:b}'],
  ];
  for (const [template, text] of cases) {
    it(`makes ${JSON.stringify(text)} of ${template}`, () => {
      assert.equal(replace(template).text, text);
      assert.equal(replace(template).error, undefined);
    });
  }
  for (const template of ['${', '${A', '${}', '${A:b}', '${ A}', '${A!}', '${NO:-a\nb}']) {
    it(`refuses ${JSON.stringify(template)}`, () => {
      assert.deepEqual(replace(template).error, { kind: 'syntax' });
    });
  }
  it('names the variables that are missing, once each time they are needed', () => {
    assert.deepEqual(replace('$X ${A:-$Y} ${Z:-$X}').unset, ['X', 'X']);
  });
  it('fails for a required variable with its message, itself interpolated', () => {
    assert.deepEqual(replace('${EMPTY:?set $A}').error, {
      kind: 'required',
      variable: 'EMPTY',
      reason: 'set a',
    });
    assert.equal(replace('${EMPTY?x}').error, undefined);
  });
});
