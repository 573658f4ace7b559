import assert from 'node:assert/strict';
import {
  checkEnvironment,
  checkName,
  checkPorts,
  checkReference,
  checkVolumes,
  words,
  type Check,
} from '../../../../client/src/commands/input/checks.ts';

describe('words', () => {
  const cases: readonly [string, readonly string[] | undefined][] = [
    ['', []],
    ['  a  b ', ['a', 'b']],
    ['A="good morning" B=\'x "y"\'', ['A=good morning', 'B=x "y"']],
    ['a\\ b "c\\"d" \'e\\f\'', ['a b', 'c"d', 'e\\f']],
    ['"" x', ['', 'x']],
    ['"open', undefined],
  ];
  for (const [text, parts] of cases) {
    it(`parts ${JSON.stringify(text)}`, () => {
      assert.deepEqual(words(text), parts);
    });
  }
});

const suites: readonly [string, Check, readonly string[], readonly string[]][] = [
  ['names', checkName, ['web', 'a.b-c_1'], ['', 'a', '-a', 'a b', 'ä1']],
  [
    'references',
    checkReference,
    ['redis', 'redis:7', 'ghcr.io/a/b:tag', 'localhost:5000/x', `r@sha256:${'a'.repeat(64)}`],
    ['', 'a b', ':tag', '-x'],
  ],
  [
    'ports',
    checkPorts,
    [
      '',
      '80',
      '8080:80',
      '127.0.0.1:8080:80/tcp',
      '53:53/udp',
      '[::1]:80:80',
      '3000-3005:3000-3005',
    ],
    ['http', '8080:80:', '1:2/sctpx', '80 x', '99999:80', '127.0.0.1:80:0', '1-70000:80'],
  ],
  ['variables', checkEnvironment, ['', 'A=', 'A=b C="d e"'], ['A', '=b', 'A="open']],
  ['volumes', checkVolumes, ['', 'data:/d', '/h/x:/c:ro', '/anonymous'], ['data', 'x:y']],
];
for (const [name, check, good, bad] of suites) {
  describe(`the check of ${name}`, () => {
    for (const text of good) {
      it(`takes "${text}"`, () => {
        assert.equal(check(text), undefined);
      });
    }
    for (const text of bad) {
      it(`says what is wrong with "${text}"`, () => {
        assert.equal(typeof check(text), 'string');
      });
    }
  });
}
