import type { DifferentialCase } from '../cases.ts';

/** What the text of a file may look like, by name. */
const texts: Readonly<Record<string, string>> = {
  empty: '',
  comment: '# nothing\n',
  list: '- a\n',
  text: 'hello\n',
  'empty mapping': '{}\n',
  'only a name': 'name: x\n',
  'only an extension': 'x-a: 1\n',
  'services null': 'services:\n',
  'services empty': 'services: {}\n',
  'services a list': 'services: [a]\n',
  'service null': 'services: { a: }\n',
  'service text': 'services: { a: x }\n',
  'unknown top level': 'services: { a: { image: x } }\nservice: {}\n',
  version: 'version: "3.8"\nservices: { a: { image: x } }\n',
  'version as a number': 'version: 3.8\nservices: { a: { image: x } }\n',
  'extensions everywhere':
    'x-a: { b: [1, null, true] }\nservices: { x-s: { image: y }, a: { image: x, x-b: 1, build: { context: ., x-c: 2 } } }\nnetworks: { default: { x-n: 1 } }\n',
  'extension with a variable': 'x-a: "${SET} $$"\nx-${SET}: 1\nservices: { a: { image: x } }\n',
  'tabs for indentation': 'services:\n\ta:\n\t\timage: x\n',
  'tabs after values': 'services:\n  a:\t\n    image:\tx\t# y\n',
  'windows line ends':
    'services:\r\n  a:\r\n    image: x\r\n    command: |\r\n      a\r\n      b\r\n',
  'byte order mark': '\uFEFFservices: { a: { image: x } }\n',
  'duplicate keys': 'services: { a: { image: x, image: y } }\n',
  'duplicate services': 'services:\n  a: { image: x }\n  a: { image: y }\n',
  'keys that are numbers': 'services: { 1: { image: x } }\n',
  'keys in quotes': 'services: { "1": { image: x } }\n',
  'keys that are booleans': 'services: { a: { image: x, environment: { true: 1 } } }\n',
  'keys that are null': 'services: { a: { image: x, environment: { ~: 1 } } }\n',
  'open bracket': 'services: [\n',
  'open quote': 'services: { a: { image: "x } }\n',
  'unknown alias': 'services: { a: *none }\n',
  'alias to itself': 'services: &a { a: *a }\n',
  anchors:
    'x-e: &e { A: 1 }\nservices: { a: { image: &i x, environment: *e }, b: { image: *i, environment: { <<: *e, B: 2 } } }\n',
  'anchor set again': 'x-a: &i x\nx-b: &i y\nservices: { a: { image: *i } }\n',
  'merge keys of a list':
    'x-a: &a { image: x, tty: true }\nx-b: &b { image: y, init: true }\nservices: { s: { <<: [*a, *b], privileged: true } }\n',
  'merge key after its overrides':
    'x-a: &a { image: x, tty: true }\nservices: { s: { image: y, <<: *a } }\n',
  'two merge keys':
    'x-a: &a { image: x }\nx-b: &b { tty: true }\nservices:\n  s:\n    <<: *a\n    <<: *b\n',
  'merge of text': 'services: { s: { <<: text, image: x } }\n',
  'merge of null': 'services: { s: { <<: , image: x } }\n',
  'merge in place': 'services: { s: { <<: { image: x, tty: true } } }\n',
  'nested merges':
    'x-a: &a { image: x, labels: { a: "1", b: "1" } }\nx-b: &b { <<: *a, labels: { a: "2" } }\nservices: { s: { <<: *b } }\n',
  'several documents':
    'services: { a: { image: x } }\n---\nservices: { b: { image: y } }\n---\nservices: { a: { tty: true } }\n',
  'an empty document': 'services: { a: { image: x } }\n---\n',
  'the end of a document': 'services: { a: { image: x } }\n...\n',
  directive: '%YAML 1.1\n---\nservices: { a: { image: x } }\n',
  'unknown tags': 'services: !mine { a: !yours { image: !ours x } }\n',
  'tags of YAML':
    'services: { a: { image: !!str 5, tty: !!bool true, environment: { A: !!int "5", B: !!null } } }\n',
  'block scalars':
    'services:\n  a:\n    image: x\n    labels:\n      a: |\n        one\n        two\n      b: |-\n        one\n      c: >\n        one\n        two\n\n        three\n      d: |+\n        one\n\n      e: >-\n        a\n         b\n        c\n',
  'quoted scalars':
    'services:\n  a:\n    image: x\n    labels: { a: "a\\tb\\u00e9\\x41\\\\", b: \'it\'\'s\', c: "a\n      b", d: "\\e[0m" }\n',
  'plain scalars over lines':
    'services:\n  a:\n    image: x\n    command: one\n      two\n      three\n',
  'a colon in a value': 'services:\n  a:\n    image: x:y: z\n',
  'a value that starts with @': 'services: { a: { image: @x } }\n',
  'a value that starts with %': 'services: { a: { image: %x } }\n',
  'flow over lines':
    'services: {\n  a: {\n    image: x,\n    ports: [\n      "80",\n    ],\n  },\n}\n',
  'complex keys': 'services:\n  ? a\n  : image: x\n',
  json: '{"services": {"a": {"image": "x", "tty": true}}}',
  'names of services':
    'services: { a.b: { image: x }, a_b: { image: x }, a-b: { image: x }, A: { image: x }, "9": { image: x } }\n',
  'a bad name of a service': 'services: { "a b": { image: x } }\n',
  'a bad name of a network': 'services: { a: { image: x } }\nnetworks: { "a b": }\n',
  'unused resources':
    'services: { a: { image: x } }\nnetworks: { n: }\nvolumes: { v: }\nsecrets: { s: { file: ./s } }\nconfigs: { c: { file: ./c } }\n',
  'a reset of what is not there': 'services: { a: { image: x, tty: !reset true } }\n',
  'a reset within a list': 'services: { a: { image: x, ports: ["80", !reset "81"] } }\n',
  dates:
    'x-a: [2020-01-01, 2001-12-14t21:59:43.10-05:00, 2020-1-2 3:4:5, 2020-13-01]\nservices: { a: { image: x } }\n',
  'a date in an attribute': 'services: { a: { image: x, labels: { a: 2020-01-01 } } }\n',
  numbers:
    'x-a: [0755, 0o17, 0x1F, 0b11, 1_000, 1e3, .5, 5., -0, +5, 1.50, 12345678901234567890, 0x, 08, 1__0, _1]\nservices: { a: { image: x } }\n',
  'booleans and nulls':
    'x-a: [yes, no, on, off, y, n, True, TRUE, tRue, ~, Null, NULL, null, nULL, ""]\nservices: { a: { image: x } }\n',
  unicode: 'services: { a: { image: x, labels: { ключ: "значение 🐳" } } }\n',
  'a NUL character': 'services: { a: { image: "x\0" } }\n',
  'a control character': 'services: { a: { image: "x\u0007" } }\n',
};

export const yamlProjects: readonly DifferentialCase[] = Object.entries(texts).map(
  ([name, text]) => ({
    id: `yaml: ${name}`,
    files: { 'compose.yaml': text },
    use: ['compose.yaml'],
  }),
);
