import assert from 'node:assert/strict';
import { indentEdits } from '../../../../server/src/compose/language/format/indent.ts';
import { parseSyntax } from '../../../../server/src/compose/language/syntax/syntax.ts';
import { Source } from '../../../../server/src/compose/yaml/source.ts';

const format = (
  text: string,
  step = 2,
  range?: { readonly first: number; readonly last: number },
): string | undefined => {
  const edits = indentEdits(parseSyntax(new Source('compose.yaml', text)), step, range);
  if (edits === undefined) return undefined;
  const lines = text.split('\n');
  for (const { line, before, after } of edits)
    lines[line] = ' '.repeat(after) + (lines[line] ?? '').slice(before);
  return lines.join('\n');
};

describe('the indentation of a compose file', () => {
  const texts = {
    'every level': [
      'services:\n   web:\n        image: a\n        ports:\n              - "80"\n',
      'services:\n  web:\n    image: a\n    ports:\n      - "80"\n',
    ],
    'what stands behind a dash': [
      'services:\n   web:\n      volumes:\n         - type: bind\n           source: .\n           bind:\n              selinux: z\n',
      'services:\n  web:\n    volumes:\n      - type: bind\n        source: .\n        bind:\n          selinux: z\n',
    ],
    'texts over several lines, with what is indented in them': [
      'services:\n   web:\n      command: |\n         if true; then\n           echo a\n\n         fi\n',
      'services:\n  web:\n    command: |\n       if true; then\n         echo a\n\n       fi\n',
    ],
    'brackets over several lines': [
      'services:\n   web:\n      command: [\n        "a",\n        "b"\n      ]\n',
      'services:\n  web:\n    command: [\n      "a",\n      "b"\n    ]\n',
    ],
    'comments with what follows them': [
      'services:\n      # the web\n   web:\n # its image\n      image: a\n',
      'services:\n  # the web\n  web:\n    # its image\n    image: a\n',
    ],
  } as const;
  for (const [name, [before, after]] of Object.entries(texts)) {
    it(`is the same for ${name}, and stays when it is right`, () => {
      assert.equal(format(before), after);
      assert.equal(format(after), after);
    });
  }

  it('keeps lists that are not indented below their key, blank lines and Windows line ends', () => {
    const text = 'services:\r\n  web:\r\n    ports:\r\n    - "80"\r\n\r\n    image: a # here\r\n';
    const edits = indentEdits(parseSyntax(new Source('compose.yaml', text)), 2);
    assert.deepEqual(edits, []);
  });

  it('takes the width that the editor has', () => {
    assert.equal(format('a:\n  b:\n    c: d\n', 4), 'a:\n    b:\n        c: d\n');
  });

  it('of some lines is evened out where the file still means the same', () => {
    const text = 'a:\n   b: 1\nc:\n   d: 1\n   e: 2\n';
    assert.equal(format(text, 2, { first: 0, last: 1 }), 'a:\n  b: 1\nc:\n   d: 1\n   e: 2\n');
    assert.equal(format(text, 2, { first: 3, last: 9 }), 'a:\n   b: 1\nc:\n  d: 1\n  e: 2\n');
    assert.equal(format(text, 2, { first: 3, last: 3 }), undefined);
  });

  it('is left alone in a file with mistakes', () => {
    assert.equal(format('services:\n  web:\n      image: a\n    build: .\n'), undefined);
    assert.equal(format('services: [\n'), undefined);
  });

  it('of an empty file is nothing to change', () => {
    assert.equal(format(''), '');
    assert.equal(format('# only a comment\n'), '# only a comment\n');
  });
});
