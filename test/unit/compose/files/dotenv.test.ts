import assert from 'node:assert/strict';
import { readEnvFile } from '../../../../server/src/compose/files/dotenv.ts';

const read = (text: string): Record<string, string> => {
  const into = new Map<string, string>();
  const error = readEnvFile(text, { lookup: (name) => (name === 'HOME' ? '/h' : undefined), into });
  assert.equal(error, undefined);
  return Object.fromEntries(into);
};
const fail = (text: string): unknown =>
  readEnvFile(text, { lookup: () => undefined, into: new Map() });

describe('env files', () => {
  it('take comments, export, colons, blanks and a byte order mark', () => {
    assert.deepEqual(read('\uFEFF# c\nexport A=1\n\nB: two # x\nC=a#b\nD=\r\nE = e \n'), {
      A: '1',
      B: 'two',
      C: 'a#b',
      D: '',
      E: 'e',
    });
  });
  it('expand variables but not in single quotes', () => {
    assert.deepEqual(read('A=1\nB=$A-${Z:-z}\nC="$A\\n$HOME"\nD=\'$A\'\nE="\\$A"\n'), {
      A: '1',
      B: '1-z',
      C: '1\n/h',
      D: '$A',
      E: '$A',
    });
  });
  it('let quotes span lines', () => {
    assert.deepEqual(read('A="x\ny"\nB=\'1\n2\'\n'), { A: 'x\ny', B: '1\n2' });
  });
  it('take a bare name from the environment', () => {
    assert.deepEqual(read('HOME\nNOBODY\n'), { HOME: '/h' });
  });
  it('say the line of what they refuse', () => {
    assert.deepEqual(fail('%A=1'), {
      line: 1,
      message: 'unexpected character "%" in variable name "%A=1"',
    });
    assert.deepEqual(fail('A=1\nb c=1'), { line: 2, message: 'key cannot contain a space' });
    assert.deepEqual(fail('\n\nA="x'), { line: 3, message: 'unterminated quoted value "x' });
  });
});
