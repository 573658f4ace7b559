import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver';
import { marksOf, readDrawing } from './carets.ts';
import type { Editor } from './compose-editor.ts';

export const said = ({ message = '' }: Partial<Diagnostic> = {}): string =>
  typeof message === 'string' ? message : message.value;

/** Opens a drawn text, in which exactly what is underlined is found; answers with that. */
export const openDrawing = async (
  editor: Editor,
  file: { readonly path: string; readonly languageId: string },
  drawing: string,
): Promise<readonly Diagnostic[]> => {
  const { text, marks } = readDrawing(drawing);
  await editor.open(file.path, text, file.languageId);
  const found = await editor.next(file.path, () => true);
  const named = found.map(({ code, range }) => ({ code: String(code), range }));
  assert.deepEqual(marksOf(named), marks, found.map((each) => said(each)).join('\n'));
  return found;
};
