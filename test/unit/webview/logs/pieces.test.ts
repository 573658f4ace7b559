import assert from 'node:assert/strict';
import { plainStyle } from '../../../../shared/src/logs/ansi/style.ts';
import { jsonTokens } from '../../../../webview/src/logs/model/json-tokens.ts';
import { piecesOf } from '../../../../webview/src/logs/model/pieces.ts';

const red = { foreground: 1 };
const place = { kind: 'url', url: 'http://a' } as const;

describe('the pieces of a line', () => {
  it('are its runs where there is nothing to mark', () => {
    const runs = [{ text: 'abc', style: plainStyle }];
    assert.equal(piecesOf(runs, [], []), runs);
  });

  it('are cut where matches and links begin and end, across runs', () => {
    const runs = [
      { text: 'abcd', style: plainStyle },
      { text: 'efgh', style: red },
    ];
    const pieces = piecesOf(
      runs,
      [
        { start: 1, end: 2 },
        { start: 3, end: 6 },
      ],
      [{ from: 5, to: 7, place }],
    );
    assert.deepEqual(
      pieces.map(({ text, match, place: to }) => [text, match, to?.kind]),
      [
        ['a', undefined, undefined],
        ['b', 0, undefined],
        ['c', undefined, undefined],
        ['d', 1, undefined],
        ['e', 1, undefined],
        ['f', 1, 'url'],
        ['g', undefined, 'url'],
        ['h', undefined, undefined],
      ],
    );
    assert.deepEqual(pieces.at(-1)?.style, red);
  });

  it('keep the look of their run', () => {
    const runs = [{ text: 'key=', style: plainStyle, look: 'key' as const }];
    const pieces = piecesOf(runs, [{ start: 0, end: 1 }], []);
    assert.deepEqual(
      pieces.map(({ look }) => look),
      ['key', 'key'],
    );
  });
});

describe('the tokens of JSON', () => {
  it('are all of the text', () => {
    const json = JSON.stringify({ 'a"b': [1.5e3, -2, true, null, 'x: "y"'], c: {} }, undefined, 2);
    const tokens = jsonTokens(json);
    assert.equal(tokens.map(({ text }) => text).join(''), json);
    const ofKind = (wanted: string): string[] =>
      tokens.filter(({ kind }) => kind === wanted).map(({ text }) => text);
    assert.deepEqual(ofKind('name'), ['"a\\"b"', '"c"']);
    assert.deepEqual(ofKind('number'), ['1500', '-2']);
    assert.deepEqual(ofKind('keyword'), ['true', 'null']);
    assert.deepEqual(ofKind('string'), ['"x: \\"y\\""']);
  });
});
