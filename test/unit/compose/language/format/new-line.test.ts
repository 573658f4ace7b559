import assert from 'node:assert/strict';
import { newLineEdit } from '../../../../../server/src/compose/language/format/new-line.ts';
import { parseSyntax } from '../../../../../server/src/compose/language/syntax/syntax.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';

/** Enter where `¦` stands in a drawing; answers with the same, where the caret is then. */
const enter = (drawing: string): string => {
  const text = drawing.replace('¦', '\n');
  const line = drawing.slice(0, drawing.indexOf('¦')).split('\n').length;
  const lines = text.split('\n');
  const edit = newLineEdit(parseSyntax(new Source('compose.yaml', text)), line, 4);
  if (edit !== undefined) lines.splice(edit.from, line + 1 - edit.from, edit.text);
  const at = edit === undefined ? line : edit.from;
  lines[at] = `${lines[at] ?? ''}¦`;
  const again = newLineEdit(
    parseSyntax(new Source('compose.yaml', lines.join('\n').replace('¦', ''))),
    at,
    4,
  );
  assert.ok(edit?.from !== line || again === undefined, 'asked again it changes nothing');
  return lines.join('\n');
};

describe('a new line in a compose file', () => {
  const cases: Readonly<Record<string, readonly [before: string, after: string]>> = {
    'is further in below a key without a value': ['services:¦', 'services:\n    ¦'],
    'is as far in as the file has it': [
      'services:\n  web:\n    build:¦',
      'services:\n  web:\n    build:\n      ¦',
    ],
    'is further in below a key with a comment': ['services: # all¦', 'services: # all\n    ¦'],
    'stays beside a key with a value': [
      'services:\n  web:\n    image: a¦',
      'services:\n  web:\n    image: a\n    ¦',
    ],
    'goes on with a list of texts': ['x:\n  - "80:80"¦\ny: 1', 'x:\n  - "80:80"\n  - ¦\ny: 1'],
    'goes on with a list that is no further in than its key': ['x:\n- a¦', 'x:\n- a\n- ¦'],
    'goes on with a list of texts that have colons': [
      'x:\n  - ./a:/b\n  - redis:7¦',
      'x:\n  - ./a:/b\n  - redis:7\n  - ¦',
    ],
    'goes on with a list of brackets': ['x:\n  - [a, b]¦', 'x:\n  - [a, b]\n  - ¦'],
    'goes on with an item of keys': ['x:\n  - target: 80¦', 'x:\n  - target: 80\n    ¦'],
    'goes on within an item of keys': [
      'x:\n  - target: 80\n    published: 8080¦',
      'x:\n  - target: 80\n    published: 8080\n    ¦',
    ],
    'is further in below a key of an item': [
      'a:\n  b: 1\nx:\n  - bind:¦',
      'a:\n  b: 1\nx:\n  - bind:\n      ¦',
    ],
    'ends a list below a dash alone': [
      'x:\n  y:\n    - a\n    - ¦\nz: 1',
      'x:\n  y:\n    - a\n  ¦\nz: 1',
    ],
    'ends a list of items with keys': ['x:\n  - a: 1\n    b: 2\n  -¦', 'x:\n  - a: 1\n    b: 2\n¦'],
    'does not end a list that it begins': ['x:\n  - ¦', 'x:\n  - \n    ¦'],
    'is further in below the start of a text': [
      'a:\n  b: 1\nx:\n  y: |¦',
      'a:\n  b: 1\nx:\n  y: |\n    ¦',
    ],
    'is left alone within a text': ['x:\n  y: |\n    - a:¦', 'x:\n  y: |\n    - a:\n¦'],
    'is left alone within brackets': ['x: [\n  a:¦\n]', 'x: [\n  a:\n¦\n]'],
    'is left alone within quotes': ['x: "a:¦"', 'x: "a:\n¦"'],
    'is left alone below an empty line': ['x:\n\n¦', 'x:\n\n\n¦'],
    'is left alone where it is not empty': ['x:¦  a', 'x:\n¦  a'],
    'goes on beside a comment': ['x:\n  # a:¦', 'x:\n  # a:\n  ¦'],
    'begins anew below the start of a document': ['x: 1\n---¦', 'x: 1\n---\n¦'],
  };
  for (const [name, [before, after]] of Object.entries(cases)) {
    it(name, () => {
      const isBlank = !/¦[^\n]/.test(before);
      if (isBlank) assert.equal(enter(before), after);
      else assert.equal(enter(before).replace('¦', ''), after.replace('¦', ''));
    });
  }

  it('is where an editor has put it already', () => {
    const text = 'services:\n  web:\n    image: a\n    ';
    assert.equal(newLineEdit(parseSyntax(new Source('compose.yaml', text)), 3, 2), undefined);
  });
});
