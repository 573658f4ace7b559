import assert from 'node:assert/strict';
import { envFacts } from '../../../../../server/src/compose/advice/env-facts.ts';
import { adviseOn } from '../../../../../server/src/compose/advice/index.ts';
import { envVariables } from '../../../../../server/src/compose/language/symbols/env-variables.ts';
import { Source } from '../../../../../server/src/compose/yaml/source.ts';
import { marksOf, readDrawing } from '../../../../support/carets.ts';
import { folder, loadFiles } from '../../load-text.ts';

interface DrawnFolder {
  readonly compose: string;
  /** Texts of files that lie there too. */
  readonly besides?: readonly string[];
  /** True when absent. */
  readonly isForComposeOnly?: boolean;
}

/** Loads the project with the drawn text as its `.env`, and asks for advice with this code alone. */
export const assertEnvAdvice = async (
  code: string,
  drawing: string,
  { compose, besides = [], isForComposeOnly = true }: DrawnFolder,
): Promise<void> => {
  const { text, marks } = readDrawing(drawing);
  const { model, root } = await loadFiles({ files: { 'compose.yaml': compose, '.env': text } });
  assert(model !== undefined && root !== undefined);
  const env = envFacts(
    envVariables(new Source(`${folder}/.env`, text)),
    { inputs: [compose], besides },
    isForComposeOnly,
  );
  const facts = {
    files: { kindOf: () => undefined },
    dockerfiles: { of: () => undefined },
    env,
  };
  const said = adviseOn({ model, root, facts }).filter((each) => each.code === code);
  assert.deepEqual(marksOf(said), marks, said.map(({ message }) => message).join('\n'));
  for (const { range } of said) assert.equal(range.path, `${folder}/.env`);
};
