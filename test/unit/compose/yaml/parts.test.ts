import assert from 'node:assert/strict';
import { manyServices } from '../../../bench/support/many-services.ts';
import { parseYaml, type ParsedText } from '../../../../server/src/compose/yaml/parse.ts';
import { PartCache } from '../../../../server/src/compose/yaml/parts.ts';
import { Source } from '../../../../server/src/compose/yaml/source.ts';
import { Report } from '../../../../server/src/compose/report.ts';

const whole = new PartCache({ minLength: Infinity });

const parse = (text: string, parts: PartCache): ParsedText & { readonly report: Report } => {
  const report = new Report();
  return { ...parseYaml(new Source('compose.yaml', text), report, parts), report };
};

/** Both ways say the same of the text: values, places, findings. */
const assertSame = (text: string, parts = new PartCache({ minLength: 0 })): void => {
  const [a, b] = [parse(text, parts), parse(text, whole)];
  assert.deepEqual(a.documents, b.documents);
  assert.deepEqual(a.report.findings, b.report.findings);
  assert.equal(a.complete, b.complete);
};

describe('a file parsed in parts', () => {
  it('means what the whole means, with anchors from part to part', () => {
    const text = manyServices(30);
    assert.notEqual(new PartCache({ minLength: 0 }).parse(text), undefined);
    assertSame(text);
  });

  it('means the same after an edit that moves all that follows', () => {
    const parts = new PartCache({ minLength: 0 });
    const text = manyServices(30);
    assertSame(text, parts);
    assertSame(`# first\n${text.replace('"service7"', '"another name"')}`, parts);
    assertSame(text.replace('  service3:\n', ''), parts);
  });

  const texts = {
    'a list as the last section': 'services:\n  a:\n    image: x\nx-l:\n- 1\n- 2\n',
    'a key twice in two parts': 'services:\n  a: { image: x }\n  b: {}\n  a: { image: y }\n',
    'an anchor that is unknown in its part': 'x-a: *b\nx-b: &b 1\nservices:\n  a: *b\n',
    'Windows line ends': 'services:\r\n  a:\r\n    image: x\r\nnetworks:\r\n  b:\r\n',
    'comments where they do not belong': 'services:\n# one\n  a:\n# two\n    image: x # three\n',
    'text that looks like a key':
      'services:\n  a:\n    command: |\n      b:\n        c: d\n  e: {}\n',
    'a reset': 'services:\n  a: !reset\n  b: !override { image: x }\n',
    'a section with nothing': 'services:\nnetworks:\n',
  };
  for (const [name, text] of Object.entries(texts)) {
    it(`means the same with ${name}`, () => {
      assert.notEqual(new PartCache({ minLength: 0 }).parse(text), undefined);
      assertSame(text);
    });
  }

  const refused = {
    'a quoted text over two parts': 'services:\n  a: "x\n  b: y"\n  c: {}\n',
    'brackets over two parts': 'services:\n  a: [x,\n  b: y]\n',
    'several documents': 'services:\n  a: {}\n---\nservices:\n  b: {}\n',
    'a line end of Unicode': 'services:\n  a: {}\u2028  b: {}\n',
    'a tab behind a dash': 'services:\n  a:\n    command:\n      -\tb\n',
    'a space that is none to YAML': 'services: \u00A0\n  a: {}\n',
    'a tab': 'services:\n\ta: {}\n',
    'less indentation': 'services:\n    a: {}\n  b: {}\n',
    'a mistake in one part': 'services:\n  a: {}\n  b: {\n',
  };
  for (const [name, text] of Object.entries(refused)) {
    it(`is parsed as a whole with ${name}`, () => {
      assertSame(text);
    });
  }

  it('forgets the parts that were used longest ago', () => {
    const parts = new PartCache({ minLength: 0 });
    for (let round = 0; round < 5; round += 1) {
      assertSame(`x-${round}: ${'a'.repeat(900_000)}\nservices: {}\n`, parts);
    }
  });
});
