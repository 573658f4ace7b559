import assert from 'node:assert/strict';
import type { Facts, FileKind } from '../../../../server/src/compose/advice/facts.ts';
import { dockerfileFacts } from '../../../../server/src/compose/advice/dockerfile-facts.ts';
import { adviseOn } from '../../../../server/src/compose/advice/index.ts';
import { parseDockerfile } from '../../../../server/src/dockerfile/parse.ts';
import { marksOf, readDrawing } from '../../../support/carets.ts';
import { folder, loadText } from '../load-text.ts';
import { drawnEngine, type DrawnEngine } from './draw-engine.ts';

export interface DrawnWorld {
  /** What is on disk, by path below the project's folder. */
  readonly files?: Readonly<Record<string, FileKind>>;
  /** The texts of Dockerfiles, in the same way. */
  readonly texts?: Readonly<Record<string, string>>;
  /** What is on the engine; none without. */
  readonly engine?: DrawnEngine;
}

/**
 * Loads the drawn text as compose.yaml, which must be valid, and asks for advice with this code
 * alone: it must be what is drawn, nothing more.
 */
export const assertAdvice = async (
  code: string,
  drawing: string,
  { files = {}, texts = {}, engine }: DrawnWorld = {},
): Promise<void> => {
  const { text, marks } = readDrawing(drawing);
  const { model, root, findings } = await loadText(text);
  const errors = findings.filter(({ severity }) => severity === 'error');
  assert.deepEqual(errors, [], 'the project is valid');
  assert(model !== undefined && root !== undefined);
  const below = (path: string): string => path.slice(folder.length + 1);
  const facts: Facts = {
    files: {
      kindOf: (path) =>
        path === folder ? 'folder' : below(path) in texts ? 'file' : files[below(path)],
    },
    engine: engine && drawnEngine(engine),
    dockerfiles: dockerfileFacts((path) => {
      const text = texts[below(path)];
      return text === undefined ? undefined : parseDockerfile(text);
    }),
  };
  const said = adviseOn({ model, root, facts }).filter((each) => each.code === code);
  assert.deepEqual(marksOf(said), marks, said.map(({ message }) => message).join('\n'));
};
