import assert from 'node:assert/strict';
import { assertDrawing } from '../draw.ts';
import { loadText } from '../load-text.ts';

const service = `services:
  a:
    image: x
`;

/** What Docker Compose 2.40 makes of the command of a service whose file ends like that. */
const accepted: readonly (readonly [title: string, text: string, command: readonly string[]])[] = [
  ['brackets whose lines begin anywhere', '    command: [a,\nb]\n', ['a', 'b']],
  ['a bracket that closes at the margin', '    command: [\n      a\n]\n', ['a']],
  ['tabs between brackets', '    command: [\n\t"a", # ]\n\t]\n', ['a']],
  ['quotes whose lines begin anywhere', '    command: ["a\nb"]\n', ['a b']],
  ['single quotes of several lines', "    command: ['it''s\n b', it's]\n", ["it's b", "it's"]],
  ['several of these', '    command: [a,\n "c\n]", d]\n', ['a', 'c ]', 'd']],
  ['a tab behind a value', '    command: [a]\t\n', ['a']],
  ['a tab before a further comment', '    # one\n\n\t# two\n    command: [a]\n', ['a']],
  ['a line end of Unicode', '    command:\u2028    - a\u0085    - b\n', ['a', 'b']],
];

describe('text as go-yaml reads it', () => {
  for (const [title, text, command] of accepted)
    it(`takes ${title}`, async () => {
      const { model, findings } = await loadText(service + text);
      assert.deepEqual(findings, []);
      assert.deepEqual(model?.services['a']?.command, command);
    });

  it('keeps places behind lines that it had to move', () =>
    assertDrawing(`
services:
  a:
    command: ["a
b", "d
c"]
    imagine: x
    ^^^^^^^ schema-unknown-key
    image: y
    scale: two
           ^^^ interpolation-cast
`));

  for (const [title, text] of [
    ['a line of a tab', `${service}\t\n    init: true\n`],
    ['a tab before a comment', `${service}    \t# one\n    init: true\n`],
    ['a tab at the end', `${service}\t`],
    ['a tab at the beginning', `\t\n${service}`],
    ['a tab behind a dash', `${service}    command:\n      -\ta\n`],
  ] as const)
    it(`refuses ${title}`, async () => {
      const { findings } = await loadText(text);
      assert.deepEqual(
        findings.map(({ code, message }) => [code, message]),
        [['yaml-syntax', 'YAML syntax: Tabs are not allowed as indentation']],
      );
    });

  for (const [title, text] of [
    ['YAML 1.2', `%YAML 1.2\n---\n${service}`],
    ['an unknown directive', `%FOO a\n---\n${service}`],
    ['a document without a beginning', `name: x\n...\n${service}`],
    ['a tag handle that nothing defines', `${service}    init: !a!b true\n`],
    ['brackets that nothing closes', `${service}    command: [a,\n  b\n    init: true\n`],
    ['a quote that nothing closes', `${service}    command: "a\n    init: true\n`],
  ] as const)
    it(`refuses ${title}`, async () => {
      const { findings } = await loadText(text);
      assert.deepEqual(
        findings.map(({ code }) => code),
        ['yaml-syntax'],
      );
    });

  it('merges what `<<` names, but not what "<<" does', async () => {
    const merged = await loadText(`x-a: &a {image: x}\nservices:\n  a: {!!merge <<: *a}\n`);
    assert.equal(merged.model?.services['a']?.image, 'x');
    await assertDrawing(`
x-a: &a {init: true}
services:
  a:
    image: x
    "<<": *a
    ^^^^ schema-unknown-key
`);
  });
});
