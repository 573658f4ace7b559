import assert from 'node:assert/strict';
import { compileQuery, matchesIn } from '#shared/logs/query';

const found = (
  text: string,
  line: string,
  { regex = false, matchCase = false }: { regex?: boolean; matchCase?: boolean } = {},
): string[] =>
  matchesIn(compileQuery({ text, regex, matchCase }), line).map(({ start, end }) =>
    line.slice(start, end),
  );

describe('a search in the log', () => {
  it('takes every sign as itself', () => {
    assert.deepEqual(found('a.b*(c)[d]{e}?$^|\\/-', 'x a.b*(c)[d]{e}?$^|\\/- y'), [
      'a.b*(c)[d]{e}?$^|\\/-',
    ]);
    assert.deepEqual(found('a.b', 'axb'), []);
  });

  it('matches case only when told to', () => {
    assert.deepEqual(found('error', 'Error error'), ['Error', 'error']);
    assert.deepEqual(found('error', 'Error error', { matchCase: true }), ['error']);
  });

  it('takes regular expressions', () => {
    assert.deepEqual(
      found(String.raw`\b[45]\d\d\b`, 'GET 200, GET 404, GET 503', { regex: true }),
      ['404', '503'],
    );
  });

  it('ignores matches without length', () => {
    assert.deepEqual(found('a*', 'baac', { regex: true }), ['aa']);
  });

  it('says what is wrong with an expression', () => {
    const query = compileQuery({ text: '(', regex: true, matchCase: false });
    assert.equal(query.kind, 'invalid');
    assert.deepEqual(matchesIn(query, '('), []);
  });

  it('takes expressions that are none with the flag u', () => {
    assert.deepEqual(found(String.raw`a\-b\_`, 'a-b_', { regex: true }), ['a-b_']);
    assert.deepEqual(found(String.raw`\p{Lu}+`, 'xÄÖ', { regex: true, matchCase: true }), ['ÄÖ']);
  });

  it('ignores case in every language', () => {
    assert.deepEqual(found('ärger', 'ÄRGER Ärger'), ['ÄRGER', 'Ärger']);
  });

  it('refuses an expression that could take for ever', () => {
    const query = compileQuery({ text: String.raw`(\w+\s?)+:`, regex: true, matchCase: false });
    assert.equal(query.kind, 'invalid');
  });

  it('looks at no more of a line than is shown', () => {
    const line = `${'x'.repeat(10_000)}end`;
    for (const regex of [true, false]) {
      for (const matchCase of [true, false]) {
        const query = compileQuery({ text: 'end', regex, matchCase });
        assert.ok(query.kind === 'pattern');
        assert.deepEqual([query.test(line), query.matches(line)], [false, []]);
        assert.deepEqual([query.test('the end'), query.matches('the end').length], [true, 1]);
      }
    }
  });

  it('is nothing when it is empty', () => {
    assert.deepEqual(compileQuery({ text: '', regex: true, matchCase: false }), { kind: 'none' });
  });
});
