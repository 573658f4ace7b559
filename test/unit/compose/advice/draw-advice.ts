import assert from 'node:assert/strict';
import type { Facts, FileKind } from '../../../../server/src/compose/advice/facts.ts';
import { adviseOn } from '../../../../server/src/compose/advice/index.ts';
import { marksOf, readDrawing } from '../../../support/carets.ts';
import { folder, loadText } from '../load-text.ts';

export interface DrawnWorld {
  /** What is on disk, by path below the project's folder. */
  readonly files?: Readonly<Record<string, FileKind>>;
}

/**
 * Loads the drawn text as compose.yaml, which must be valid, and asks for advice with this code
 * alone: it must be what is drawn, nothing more.
 */
export const assertAdvice = async (
  code: string,
  drawing: string,
  { files = {} }: DrawnWorld = {},
): Promise<void> => {
  const { text, marks } = readDrawing(drawing);
  const { model, root, findings } = await loadText(text);
  const errors = findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], 'the project is valid');
  assert(model !== undefined && root !== undefined);
  const facts: Facts = { files: { kindOf: (path) => files[path.slice(folder.length + 1)] } };
  const said = adviseOn({ model, root, facts }).filter((each) => each.code === code);
  assert.deepEqual(marksOf(said), marks, said.map(({ message }) => message).join('\n'));
};
