import assert from 'node:assert/strict';
import { canRunAway } from '#shared/logs/regex/runaway';
import { cpuMsOf } from '../../../../support/cpu-time.ts';

describe('a regular expression that takes for ever', () => {
  const runaways = [
    '(a+)+ ',
    String.raw`(\w+\s?)+\b`,
    '(a+)+$',
    '(a*)*b',
    '([a-z]+)*!',
    String.raw`(\w+\s?)+:`,
    String.raw`^(\d+,?)+$`,
    String.raw`(.*a)*b`,
    '(a|a)*b',
    '(a|ab|b)*c',
    '(a|aa)+$',
    String.raw`(\w|\d)+x`,
    '(?:a?b?)*c+(?:d+)+!',
    '(x+x+)+y',
    String.raw`^(([a-z])+.)+[A-Z]([a-z])+$`,
    String.raw`(\s*\w+\s*=\s*\w+\s*,?)*;`,
    String.raw`(?=(a+)+$)x`,
    '(?<name>a+)+$',
    '(a{2,20})+$',
    '(a{1,20}){1,20}$',
    '(é+)+ö',
    String.raw`(\p{L}+\w?)+1`,
    '([^"]+|x)*"',
  ];
  for (const source of runaways) {
    it(`is ${source}`, () => {
      assert.equal(canRunAway(new RegExp(source, 'u')), true);
    });
  }

  it('is told apart by case only where that counts', () => {
    assert.equal(canRunAway(/(a|A)*b/), false);
    assert.equal(canRunAway(/(a|A)*b/i), true);
  });

  const harmless = [
    '',
    'error',
    '(a+)+',
    String.raw`^(\w+\s?)+`,
    String.raw`user: ([^,]+,?)+`,
    'a+b+c+',
    '.*foo.*bar.*',
    String.raw`\b[45]\d\d\b`,
    String.raw`(?:\d+\.)+\d+`,
    String.raw`(\w+\s)+`,
    String.raw`(\w+\s+)+:`,
    String.raw`\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z`,
    String.raw`^(?:[^"\\]|\\.)*$`,
    String.raw`"(?:[^"\\]|\\.)*"`,
    '(foo|bar|baz)+',
    '(a|b)*c',
    '(ab?)*c',
    '(a{1,3},)+',
    '(GET|POST) /(api|static)(/[a-z]+)*/? ',
    '[a-z]+([.-][a-z]+)*@[a-z]+',
    '(日|本)+',
    '(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})[.]){3}[0-9]+',
    String.raw`(?<!a)(?=b)(?:\1|x)+`,
    '[[a]+',
    'x{2}y{0}',
  ];
  for (const source of harmless) {
    it(`is not ${source}`, () => {
      assert.equal(canRunAway(new RegExp(source)), false);
    });
  }

  it('is not looked for in what is larger than anybody types', () => {
    assert.equal(canRunAway(new RegExp(`${'a'.repeat(200)}(a+)+`)), false);
  });

  it('is found out in no time', () => {
    const ms = cpuMsOf(() => {
      for (const part of ['.', '.?', '[a-z]*', '(?:a|b)?', String.raw`\w+\s?`, '(?:.|.)']) {
        canRunAway(new RegExp(`(?:${part.repeat(50)})+x`));
        canRunAway(new RegExp(part.repeat(50)));
      }
    });
    assert.ok(ms < 5000);
  });
});
