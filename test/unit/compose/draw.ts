import assert from 'node:assert/strict';
import { marksOf, readDrawing } from '../../support/carets.ts';
import { loadText } from './load-text.ts';

/** Loads the drawn text as compose.yaml; what is found must be what is drawn, nothing more. */
export const assertDrawing = async (drawing: string): Promise<void> => {
  const { text, marks } = readDrawing(drawing);
  const { findings } = await loadText(text);
  assert.deepEqual(marksOf(findings), marks, findings.map(({ message }) => message).join('\n'));
};
