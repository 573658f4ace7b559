import assert from 'node:assert/strict';
import { assertDrawing } from '../draw.ts';
import { loadText } from '../load-text.ts';

const label = async (written: string): Promise<unknown> => {
  const { model } = await loadText(
    `services:\n  a:\n    image: x\n    labels:\n      key: ${written}\n`,
  );
  return model?.services['a']?.labels?.['key'];
};

describe('values with a tag', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['!!int "5"', '5'],
    ['!!int 0x1F', '31'],
    ['!!float 5', '5'],
    ['!!bool "true"', 'true'],
    ['!!null ""', ''],
    ['!!str 010', '010'],
    ['!!binary aGVsbG8=', 'hello'],
    ['!mine 010', '010'],
    ['! 5', '5'],
    ['!!map a', 'a'],
    ['!!toString a', 'a'],
  ];
  for (const [written, value] of cases)
    it(`reads ${written} as go-yaml does`, async () => {
      assert.equal(await label(written), value);
    });

  it('are refused when they are of another type', () =>
    assertDrawing(`
services:
  a:
    image: x
    scale: !!int two
                 ^^^ yaml-tag
    init: !!bool yes
                 ^^^ yaml-tag
    command: !!null sleep
                    ^^^^^ yaml-tag
    user: !!int 5.5
                ^^^ yaml-tag
    stop_grace_period: !!timestamp soon
                                   ^^^^ yaml-tag
    labels:
      key: !!binary "%%"
                    ^^^^ yaml-tag
      !!int other: 1
            ^^^^^ yaml-tag
      !!int "5": 1
            ^^^ non-string-key
`));
});

describe('line ends', () => {
  it('may be those of an old Mac', async () => {
    const { model, findings } = await loadText('services:\r  a:\r    image: x\r    nope: 1\r');
    assert.equal(model?.services['a']?.image, 'x');
    assert.deepEqual(
      findings.map(({ code, range }) => [code, range.start]),
      [['schema-unknown-key', { line: 3, character: 4 }]],
    );
  });
});
