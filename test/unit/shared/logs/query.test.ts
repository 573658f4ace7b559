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

  it('is nothing when it is empty', () => {
    assert.deepEqual(compileQuery({ text: '', regex: true, matchCase: false }), { kind: 'none' });
  });
});
