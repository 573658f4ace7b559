import assert from 'node:assert/strict';
import type { TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { texts } from '../../../../server/src/compose/language/texts.ts';

const edited = (text: string, ...changes: readonly TextDocumentContentChangeEvent[]) =>
  texts.update(texts.create('file:///compose.yaml', 'dockercompose', 1, text), [...changes], 2);
const change = (
  [line, character]: readonly [number, number],
  [endLine, endCharacter]: readonly [number, number],
  text: string,
): TextDocumentContentChangeEvent => ({
  range: { start: { line, character }, end: { line: endLine, character: endCharacter } },
  text,
});

describe('the texts of open documents', () => {
  it('change by ranges, one after the other, and as a whole', () => {
    const document = edited('a\nb\n', change([0, 0], [0, 1], 'x\ny'), change([1, 1], [2, 0], '!'));
    assert.equal(document.getText(), 'x\ny!b\n');
    assert.equal(document.version, 2);
    assert.equal(edited('a', { text: 'b' }, change([0, 1], [0, 1], 'c')).getText(), 'bc');
  });

  it('know their lines where a carriage return and a line feed come together, or apart', () => {
    const joined = edited('a\r', change([0, 1], [0, 1], '!'), change([1, 0], [1, 0], '\nb'));
    assert.equal(joined.getText(), 'a!\r\nb');
    assert.deepEqual(joined.positionAt(4), { line: 1, character: 0 });
    const after = edited(
      joined.getText(),
      change([0, 2], [1, 0], '\r'),
      change([1, 0], [1, 0], '\n'),
    );
    assert.deepEqual(after.positionAt(4), { line: 1, character: 0 });
    assert.equal(after.lineCount, 2);
  });

  it('take places beyond a line as its end, and ranges from their end', () => {
    assert.equal(edited('a\nb', change([0, 99], [0, 99], '!')).getText(), 'a!\nb');
    assert.equal(edited('a\nb', change([9, 9], [0, 1], '')).getText(), 'a');
    assert.equal(edited('a\nb', change([-1, -5], [0, 1], '')).getText(), '\nb');
  });

  it('stay as they are for those who read them', () => {
    const before = texts.create('file:///compose.yaml', 'dockercompose', 1, 'a');
    const after = texts.update(before, [change([0, 0], [0, 0], 'b')], 2);
    assert.deepEqual([before.getText(), after.getText()], ['a', 'ba']);
  });
});
